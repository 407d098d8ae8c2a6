using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Models;

/// <summary>What the events of an issue come to.</summary>
internal sealed class ModelCounts(IReadOnlyCollection<GroupedEvent> events) : IIssueCounts
{
    public long Events => events.Count;

    public long Users => events.Select(counted => counted.UserHash).OfType<ulong>().Distinct().Count();

    public DateTimeOffset FirstSeen => events.Min(counted => counted.Timestamp);

    public long EventsInHour(long hour) => events.Count(counted => IssueLifecycle.HourOf(counted.Timestamp) == hour);
}
