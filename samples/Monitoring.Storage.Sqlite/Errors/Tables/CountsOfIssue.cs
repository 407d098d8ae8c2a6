using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>What an issue has counted, as far as the life cycle asks for it.</summary>
internal sealed class CountsOfIssue(Session session, IssueId issue) : IIssueCounts
{
    public long Events => session.Number("select sum(count) from hashes where issue = $issue", ("$issue", issue.Value)) ?? 0;

    public long Users => HashTable.CountUsers(session, issue);

    public DateTimeOffset FirstSeen =>
        session.Find("select min(first_seen) from hashes where issue = $issue", row => row.GetInstant(0), ("$issue", issue.Value));

    public long EventsInHour(long hour) => Hours(hour, hour + 1).GetValueOrDefault(hour);

    /// <summary>One statement for a week of hours, where the default would run one for each.</summary>
    public EscalationForecast Forecast(long hour)
    {
        var counted = Hours(hour - EscalationForecast.Hours, hour);
        var hours = Enumerable.Range(0, EscalationForecast.Hours).Select(i => counted.GetValueOrDefault(hour - EscalationForecast.Hours + i)).ToArray();
        return EscalationForecast.Of(hours, isYoung: hour - IssueLifecycle.HourOf(FirstSeen) < EscalationForecast.Hours);
    }

    /// <summary>The events of some hours, those without any left out.</summary>
    public Dictionary<long, long> Hours(long from, long to) => session.Query(
        """
        select c.hour, sum(c.count) from hashes h join hours c on c.hash = h.id
        where h.issue = $issue and c.hour >= $from and c.hour < $to group by c.hour
        """,
        row => KeyValuePair.Create(row.GetInt64(0), row.GetInt64(1)),
        ("$issue", issue.Value),
        ("$from", from),
        ("$to", to)).ToDictionary();
}
