using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>Whether an event of a release brings a resolved issue back, and why.</summary>
internal static class ReleaseJudgement
{
    /// <returns><see langword="null"/> when the issue stays resolved.</returns>
    public static (IssueStateCause Cause, string Reason)? WhyBack(IssueState state, string? release, IReleaseOrder? order)
    {
        var (fixes, older) = (state.ResolvedInReleases, state.ResolvedAfterReleases);
        if (fixes.IsEmpty && older.IsEmpty)
        {
            return (IssueStateCause.Event, "an event came after it was resolved");
        }

        if (release is null)
        {
            return (IssueStateCause.Event, "the event names no release");
        }

        if (fixes.Contains(release))
        {
            return (IssueStateCause.Release, $"{release} = fixed in {release}");
        }

        return older.Contains(release) ? null
            : Nearest(fixes, release, order) is { } nearest ? Judge(release, nearest, order)
            : fixes.IsEmpty && older.FirstOrDefault(known => order?.Compare(release, known) is not null) is not null ? JudgeNext(release, older, order!)
            : (IssueStateCause.Release, Unordered(release, fixes, older));
    }

    private static (IssueStateCause Cause, string Reason)? Judge(string release, string mending, IReleaseOrder? order) => order!.Compare(release, mending) switch
    {
        < 0 => null,
        0 => (IssueStateCause.Release, $"{release} = fixed in {mending}, version order"),
        _ => (IssueStateCause.Release, $"{release} > fixed in {mending}, version order"),
    };

    /// <summary>Resolved in the next release: what comes after all that were known and can be compared.</summary>
    private static (IssueStateCause Cause, string Reason)? JudgeNext(string release, ImmutableArray<string> older, IReleaseOrder order) =>
        older.Any(known => order.Compare(release, known) <= 0)
            ? null
            : (IssueStateCause.Release, $"{release} > {older.First(known => order.Compare(release, known) > 0)}, the newest when it was resolved in the next release, version order");

    /// <summary>
    /// The mending that a release is to be measured by: of those in order with it the one that shares most of its branch, and of
    /// several the newest.
    /// </summary>
    private static string? Nearest(ImmutableArray<string> fixes, string release, IReleaseOrder? order)
    {
        string? nearest = null;
        var best = -1;
        foreach (var mending in fixes)
        {
            if (order?.Compare(release, mending) is null)
            {
                continue;
            }

            var kinship = order.Kinship(release, mending);
            if (nearest is null || kinship > best || (kinship == best && order.Compare(mending, nearest) > 0))
            {
                (nearest, best) = (mending, kinship);
            }
        }

        return nearest;
    }

    private static string Unordered(string release, ImmutableArray<string> fixes, ImmutableArray<string> older) => fixes.IsEmpty
        ? $"{release} was not known when it was resolved in the next release, order of first sight"
        : older.IsEmpty
            ? $"{release} has no order with fixed in {fixes[0]}"
            : $"{release} was not known when it was resolved in {fixes[0]}, order of first sight";
}
