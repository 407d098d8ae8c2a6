using Monitoring.ErrorTracking.Releases.Latest;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Makes states of what people ask for; of releases that are known at that moment they name those that do not have the mending.</summary>
internal sealed class IssueStates(KnownReleases releases)
{
    private const string NoRelease = "inNextRelease: no release of the project is known, so that there is no next one.";

    /// <returns>The state, or why there is none.</returns>
    public async ValueTask<(IssueState? State, string? Problem)> OfAsync(IssueStatusChange change, IssueRow issue, CancellationToken cancellationToken)
    {
        var state = new IssueState { Status = change.Status, Substatus = SubstatusOf(change) };
        if (change.Status == IssueStatus.Ignored)
        {
            return (HasCondition(change.Ignore) ? state with { Conditions = Universal(change.Ignore!) } : state, null);
        }

        if (change.InNextRelease)
        {
            var newest = await releases.NewestAsync(issue.ProjectId, issue.Releases, cancellationToken).ConfigureAwait(false);
            return newest.IsEmpty ? (null, NoRelease) : (state with { ResolvedAfterReleases = newest }, null);
        }

        if (change.InReleases.IsEmpty)
        {
            return (state, null);
        }

        var older = await releases.OlderWithoutOrderAsync(issue.ProjectId, change.InReleases, cancellationToken).ConfigureAwait(false);
        return (state with { ResolvedInReleases = [.. change.InReleases.Distinct()], ResolvedAfterReleases = older }, null);
    }

    private static IssueSubstatus SubstatusOf(IssueStatusChange change) => change.Status switch
    {
        IssueStatus.Unresolved => IssueSubstatus.Ongoing,
        IssueStatus.Ignored when HasCondition(change.Ignore) => IssueSubstatus.ArchivedUntil,
        _ => IssueSubstatus.None,
    };

    private static bool HasCondition(IgnoreConditions? conditions) => conditions is not (null or { Until: null, Events: null, Users: null, Rate: null, UntilEscalating: false });

    private static IgnoreConditions Universal(IgnoreConditions conditions) => conditions with { Until = conditions.Until?.ToUniversalTime() };
}
