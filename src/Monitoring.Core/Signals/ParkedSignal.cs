namespace Monitoring.Core.Signals;

/// <summary>A signal that waits for another try, or behind one that does, or that is dead.</summary>
internal sealed record ParkedSignal
{
    public required string Subscription { get; init; }

    public required string Source { get; init; }

    public required long Position { get; init; }

    public required EntityId SignalId { get; init; }

    public required string Type { get; init; }

    public required string AggregateId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How often it was delivered; zero while it waits behind another one.</summary>
    public required int Attempts { get; init; }

    /// <summary>From when on it may be tried, UTC.</summary>
    public required DateTimeOffset NextTryAt { get; init; }

    /// <summary>What the last try failed with.</summary>
    public string? Error { get; init; }

    /// <summary>When it was given up, UTC; <see langword="null"/> while it waits.</summary>
    public DateTimeOffset? DiedAt { get; init; }

    public string Key => $"{Subscription}:{Source}:{Position}";

    public PendingSignal ToPending() => new()
    {
        Source = Source,
        Position = Position,
        Id = SignalId,
        Type = Type,
        AggregateId = AggregateId,
        OccurredAt = OccurredAt,
        Body = Body,
    };
}
