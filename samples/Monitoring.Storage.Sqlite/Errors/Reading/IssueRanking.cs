using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Reading;

/// <summary>The issues of a project with the numbers by which they are ordered. One that was merged away owns no hash and so is not met.</summary>
internal static class IssueRanking
{
    public static IEnumerable<(long Key, IssueId Id)> Read(Session session, IssueQuery query, DateTimeOffset now) => query.Sort switch
    {
        IssueSort.LastSeen => ByNumber(session, query.ProjectId, "max(last_seen)"),
        IssueSort.FirstSeen => ByNumber(session, query.ProjectId, "min(first_seen)"),
        IssueSort.Events => ByNumber(session, query.ProjectId, "sum(count)"),
        IssueSort.Users => ByUsers(session, query.ProjectId),
        IssueSort.Trend => ByTrend(session, query.ProjectId, now),
        _ => throw new ArgumentException($"'{query.Sort}' is no order of issues."),
    };

    private static List<(long Key, IssueId Id)> ByNumber(Session session, ProjectId project, string number) => session.Query(
        $"select {number}, issue from hashes where project = $project group by issue", row => (row.GetInt64(0), new IssueId(row.GetInt64(1))), ("$project", project.Value));

    private static IEnumerable<(long Key, IssueId Id)> ByUsers(Session session, ProjectId project)
    {
        var sketches = session.Query(
            "select issue, users from hashes where project = $project", row => (Issue: row.GetInt64(0), Users: row.IsDBNull(1) ? null : row.GetBytes(1)), ("$project", project.Value));
        foreach (var issue in sketches.GroupBy(sketch => sketch.Issue, sketch => sketch.Users))
        {
            var users = new DistinctSketch();
            foreach (var bytes in issue.OfType<byte[]>())
            {
                users.Merge(DistinctSketch.FromBytes(bytes));
            }

            yield return (users.Count(), new IssueId(issue.Key));
        }
    }

    private static IEnumerable<(long Key, IssueId Id)> ByTrend(Session session, ProjectId project, DateTimeOffset now)
    {
        var hours = session.Query(
            """
            select h.issue, c.hour, sum(c.count) from hashes h left join hours c on c.hash = h.id and c.hour > $from
            where h.project = $project group by h.issue, c.hour
            """,
            row => (Issue: row.GetInt64(0), Hour: row.IsDBNull(1) ? default(int?) : row.GetInt32(1), Count: row.IsDBNull(2) ? 0 : row.GetInt64(2)),
            ("$project", project.Value),
            ("$from", IssueLifecycle.HourOf(now) - IssueTrend.RecentHours - IssueTrend.EarlierHours));
        return hours.GroupBy(hour => hour.Issue, (issue, counts) => (
            IssueTrend.Rank(counts.Where(count => count.Hour is not null).Select(count => KeyValuePair.Create(count.Hour!.Value, count.Count)), now),
            new IssueId(issue)));
    }
}
