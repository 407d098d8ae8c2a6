using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors.Rows;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>Says what else of issues must be read, which for most batches is nothing.</summary>
internal static class LoadPlan
{
    /// <summary>Issues with a user that is new to a hash of them, while not all of their hashes were read.</summary>
    public static List<IssueHead> OtherUsers(AppendRows rows, List<GroupedEvent> events)
    {
        var news = events.FindAll(appended => appended.UserHash is { } user && rows.Hashes[(appended.ProjectId, appended.Hashes[0])].Users?.Covers(user) == false);
        var loose = Loose(rows, events);
        var issues = news.Exists(loose.Contains) ? rows.Issues : news.SelectMany(rows.Of).Select(hash => hash.Owner).OfType<IssueHead>().Distinct();
        return [.. issues.Where(issue => issue.Read.Count < issue.Hashes)];
    }

    /// <summary>
    /// Issues whose hours the life cycle may ask for. Of an unresolved issue it looks at them only when it is ongoing and an hour has more than
    /// <see cref="EscalationForecast.Least"/> events, which is seldom.
    /// </summary>
    public static List<(IssueHead Issue, int First, int Last, long Least)> Hours(AppendRows rows, List<GroupedEvent> events)
    {
        var plan = new List<(IssueHead, int, int, long)>();
        var loose = Loose(rows, events);
        foreach (var met in events.GroupBy(appended => rows.Of(appended).FirstOrDefault(hash => hash.Owner is not null)?.Owner))
        {
            if (met.Key is not { } issue)
            {
                continue;
            }

            var mine = met.Union(loose, ReferenceEqualityComparer.Instance).Cast<GroupedEvent>().ToList();
            var received = mine.ConvertAll(appended => appended.ReceivedAt);
            var (first, last) = (received.Min(), received.Max());
            var isIgnored = issue.State is { Status: IssueStatus.Ignored, Conditions: not null };
            var mayEscalate = issue.State.Status == IssueStatus.Unresolved && IssueLifecycle.SubstatusAt(issue.State, last) == IssueSubstatus.Ongoing;
            if (isIgnored || mayEscalate || last - first >= IssueLifecycle.OngoingAfter)
            {
                plan.Add((issue, (int)IssueLifecycle.HourOf(first), (int)IssueLifecycle.HourOf(last), isIgnored ? 0 : EscalationForecast.Least + 1 - mine.Count));
            }
        }

        return plan;
    }

    /// <summary>Events of which it is not known yet whose they will be: a hash of them has no owner, and one without an owner joins an issue within this batch.</summary>
    private static HashSet<GroupedEvent> Loose(AppendRows rows, List<GroupedEvent> events)
    {
        var open = events.FindAll(appended => rows.Of(appended).Any(hash => hash.Owner is null));
        return open.Exists(appended => rows.Of(appended).Any(hash => hash.Owner is not null)) ? new HashSet<GroupedEvent>(open, ReferenceEqualityComparer.Instance) : [];
    }
}
