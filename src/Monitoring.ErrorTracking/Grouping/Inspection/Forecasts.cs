using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>
/// Compares two groupings of the same events. What people merged or what an older grouping left behind is not reported: only what the new grouping puts
/// together or takes apart that the present one does not.
/// </summary>
internal static class Forecasts
{
    public static ImmutableArray<ImmutableArray<IssueId>> Merged(IReadOnlyList<ReplayedEvent> events)
    {
        var before = IssuesThatAreOne(events, replayed => replayed.Before);
        var after = IssuesThatAreOne(events, replayed => replayed.After);
        return
        [
            .. from issue in after
               group issue.Key by issue.Value into together
               where together.Select(issue => before[issue]).Distinct().Count() > 1
               orderby together.Min()
               select together.Order().ToImmutableArray(),
        ];
    }

    public static ImmutableArray<ForecastSplit> Split(IReadOnlyList<ReplayedEvent> events) =>
    [
        .. from replayed in events
           group replayed by replayed.Issue into issue
           where issue.GroupBy(replayed => replayed.Before).Any(together => together.Select(replayed => replayed.After).Distinct().Count() > 1)
           orderby issue.Key
           select new ForecastSplit
           {
               IssueId = issue.Key,
               Groups = [.. issue.GroupBy(replayed => replayed.After).Select(together => together.Select(replayed => replayed.Event).ToImmutableArray())],
           },
    ];

    /// <summary>For each issue a number that issues share whose events are grouped together.</summary>
    private static Dictionary<IssueId, IssueId> IssuesThatAreOne(IReadOnlyList<ReplayedEvent> events, Func<ReplayedEvent, int> group)
    {
        var parents = events.Select(replayed => replayed.Issue).Distinct().ToDictionary(issue => issue);
        foreach (var together in events.GroupBy(group))
        {
            var first = Root(parents, together.First().Issue);
            foreach (var replayed in together)
            {
                parents[Root(parents, replayed.Issue)] = first;
            }
        }

        return parents.Keys.ToDictionary(issue => issue, issue => Root(parents, issue));
    }

    private static IssueId Root(Dictionary<IssueId, IssueId> parents, IssueId issue)
    {
        while (parents[issue] != issue)
        {
            issue = parents[issue] = parents[parents[issue]];
        }

        return issue;
    }
}
