using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>Says whether an issue, and the event that something happened by, fit the conditions of a rule.</summary>
internal sealed class IssueMatcher(IErrorStore store, LatestReleases releases)
{
    /// <summary>Whether an issue fits by itself.</summary>
    public async ValueTask<bool> FitsAsync(AlertConditions conditions, IssueRow issue, DateTimeOffset at, CancellationToken cancellationToken) =>
        FitsAtOnce(conditions, issue, at)
        && await FitsQueryAsync(conditions, issue, cancellationToken).ConfigureAwait(false)
        && (!conditions.LatestReleaseOnly || await releases.HasLatestAsync(issue.ProjectId, issue.Releases, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether an issue fits at the moment of an event.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="issue">The issue, with the state that it had then.</param>
    /// <param name="release">The release of the event.</param>
    /// <param name="environment">The environment of the event.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<bool> FitsAsync(
        AlertConditions conditions, IssueRow issue, string? release, string? environment, DateTimeOffset at, CancellationToken cancellationToken) =>
        FitsAtOnce(conditions, issue, at)
        && (conditions.Environments.IsEmpty || (environment is not null && conditions.Environments.Contains(environment)))
        && await FitsQueryAsync(conditions, issue, cancellationToken).ConfigureAwait(false)
        && (!conditions.LatestReleaseOnly || await releases.IsLatestAsync(issue.ProjectId, release, cancellationToken).ConfigureAwait(false));

    /// <summary>Whether an issue fits by what stands in its row and needs no search.</summary>
    public static bool FitsAtOnce(AlertConditions conditions, IssueRow issue, DateTimeOffset at) =>
        conditions.Statuses.Contains(issue.State.Status)
        && !(issue.Level < conditions.MinLevel)
        && !(at - issue.FirstSeen < conditions.MinAge)
        && !(at - issue.FirstSeen > conditions.MaxAge)
        && (conditions.Assignment == AlertAssignment.Any || (issue.Assignee is not null) == (conditions.Assignment == AlertAssignment.Assigned));

    /// <summary>Whether an issue fits the search.</summary>
    public async ValueTask<bool> FitsQueryAsync(AlertConditions conditions, IssueRow issue, CancellationToken cancellationToken) =>
        conditions.Query.Length == 0
        || (RuleQuery.TryRead(conditions.Query, out var filter) && await RuleQuery.MatchesAsync(filter, issue, store, cancellationToken).ConfigureAwait(false));
}
