using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>What is shown of the event that was received last; of several received at once, the one with the greatest id counts as the last.</summary>
internal static class Latest
{
    public static LatestOfHash Of(GroupedEvent latest) => new()
    {
        ReceivedAt = latest.ReceivedAt,
        EventId = latest.EventId,
        Title = latest.Title,
        Culprit = latest.Culprit,
        Type = latest.Type,
        Level = latest.Level,
        Platform = latest.Platform,
        SearchText = latest.SearchText,
    };

    public static int Compare(LatestOfHash first, LatestOfHash second)
    {
        var received = first.ReceivedAt.CompareTo(second.ReceivedAt);
        return received != 0 ? received : first.EventId.CompareTo(second.EventId);
    }
}
