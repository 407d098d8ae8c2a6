using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Transfer;

/// <summary>What an issue shows of the event of a hash that was received last.</summary>
public sealed record LatestOfHash
{
    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The event's id.</summary>
    public required EventId EventId { get; init; }

    /// <summary>As in <see cref="GroupedEvent.Title"/>.</summary>
    public required string Title { get; init; }

    /// <summary>As in <see cref="GroupedEvent.Culprit"/>.</summary>
    public required string Culprit { get; init; }

    /// <summary>As in <see cref="GroupedEvent.Type"/>.</summary>
    public required string Type { get; init; }

    /// <summary>As in <see cref="GroupedEvent.Level"/>.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>As in <see cref="GroupedEvent.Platform"/>.</summary>
    public required string Platform { get; init; }

    /// <summary>As in <see cref="GroupedEvent.SearchText"/>.</summary>
    public required string SearchText { get; init; }
}
