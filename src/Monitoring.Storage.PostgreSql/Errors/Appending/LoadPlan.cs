using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors.Rows;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>Says what else of issues must be read, which for most batches is nothing.</summary>
internal static class LoadPlan
{
    /// <summary>Issues with a user that is new to a hash of them, while not all of their hashes were read.</summary>
    public static List<IssueHead> OtherUsers(AppendRows rows, List<GroupedEvent> events) =>
    [
        .. events
            .Where(appended => appended.UserHash is { } user && rows.Hashes[(appended.ProjectId, appended.Hashes[0])].Users?.Covers(user) == false)
            .SelectMany(rows.Of)
            .Select(hash => hash.Owner)
            .OfType<IssueHead>()
            .Where(issue => issue.Read.Count < issue.Hashes)
            .Distinct(),
    ];

    /// <summary>
    /// Issues whose hours the life cycle may ask for. Of an unresolved issue it looks at them only when it is ongoing and an hour has more than
    /// <see cref="EscalationForecast.Least"/> events, which is seldom.
    /// </summary>
    public static List<(IssueHead Issue, int First, int Last, long Least)> Hours(AppendRows rows, List<GroupedEvent> events)
    {
        var plan = new List<(IssueHead, int, int, long)>();
        foreach (var met in events.GroupBy(appended => rows.Of(appended).FirstOrDefault(hash => hash.Owner is not null)?.Owner))
        {
            if (met.Key is not { } issue)
            {
                continue;
            }

            var received = met.Select(appended => appended.ReceivedAt).ToList();
            var (first, last) = (received.Min(), received.Max());
            var isIgnored = issue.State is { Status: IssueStatus.Ignored, Conditions: not null };
            var mayEscalate = issue.State.Status == IssueStatus.Unresolved && IssueLifecycle.SubstatusAt(issue.State, last) == IssueSubstatus.Ongoing;
            if (isIgnored || mayEscalate || last - first >= IssueLifecycle.OngoingAfter)
            {
                plan.Add((issue, (int)IssueLifecycle.HourOf(first), (int)IssueLifecycle.HourOf(last), isIgnored ? 0 : EscalationForecast.Least + 1 - met.Count()));
            }
        }

        return plan;
    }
}
