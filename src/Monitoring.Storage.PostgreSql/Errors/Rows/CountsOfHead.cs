using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>What an issue has counted at this moment; hours as far as they were read.</summary>
internal sealed class CountsOfHead(IssueHead head) : IIssueCounts
{
    public long Events => head.Events;

    public long Users => head.Users;

    public DateTimeOffset FirstSeen => new(head.FirstSeen, TimeSpan.Zero);

    public long EventsInHour(long hour) => head.HourCounts.GetValueOrDefault((int)hour);
}
