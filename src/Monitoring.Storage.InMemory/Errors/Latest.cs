using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Whether an event was received after another; of two received at once, the greater id counts as later.</summary>
internal static class Latest
{
    public static int Compare(GroupedEvent first, GroupedEvent second)
    {
        var received = first.ReceivedAt.CompareTo(second.ReceivedAt);
        return received != 0 ? received : first.EventId.CompareTo(second.EventId);
    }
}
