using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Sqlite.Errors.Changing;

/// <summary>Refuses a change that makes no sense whatever the store holds.</summary>
internal static class UpdateLimits
{
    public static void Check(IssueUpdate update)
    {
        switch (update.Change)
        {
            case IssueChange.SetState set:
                Check(set.State);
                break;
            case IssueChange.SetStateAndAssign set:
                Check(set.State);
                break;
            case IssueChange.Merge { Sources.IsDefaultOrEmpty: true }:
                throw new ArgumentException("A merge needs at least one source.");
            case IssueChange.Merge merge when merge.Sources.Contains(update.IssueId):
                throw new ArgumentException($"Issue {update.IssueId} cannot be merged into itself.");
            case IssueChange.Unmerge { Hashes.IsDefaultOrEmpty: true }:
                throw new ArgumentException("An unmerge needs at least one hash.");
        }
    }

    private static void Check(IssueState state)
    {
        if (state.ResolvedInReleases.Length > ErrorStoreLimits.ReleasesOfState || state.ResolvedAfterReleases.Length > ErrorStoreLimits.ReleasesOfState)
        {
            throw new ArgumentException($"A state names at most {ErrorStoreLimits.ReleasesOfState} releases.");
        }
    }
}
