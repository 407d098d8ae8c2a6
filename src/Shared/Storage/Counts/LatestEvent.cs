using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Counts;

/// <summary>What an issue shows of the event that was received last.</summary>
internal sealed record LatestEvent : IComparable<LatestEvent>
{
    public required long Received { get; init; }

    public required EventId Id { get; init; }

    public required string Title { get; init; }

    public required string Culprit { get; init; }

    public required string Type { get; init; }

    public required ErrorLevel Level { get; init; }

    public required string Platform { get; init; }

    public required string SearchText { get; init; }

    public static LatestEvent Of(GroupedEvent from) => new()
    {
        Received = from.ReceivedAt.UtcTicks,
        Id = from.EventId,
        Title = from.Title,
        Culprit = from.Culprit,
        Type = from.Type,
        Level = from.Level,
        Platform = from.Platform,
        SearchText = from.SearchText,
    };

    public int CompareTo(LatestEvent? other) => other is null ? 1 : Compare(Received, Id, other);

    /// <summary>Of two events received at once the one with the greater id counts as later.</summary>
    public static bool IsLater(GroupedEvent candidate, LatestEvent than) => Compare(candidate.ReceivedAt.UtcTicks, candidate.EventId, than) > 0;

    private static int Compare(long received, EventId id, LatestEvent other)
    {
        var order = received.CompareTo(other.Received);
        return order != 0 ? order : id.CompareTo(other.Id);
    }
}
