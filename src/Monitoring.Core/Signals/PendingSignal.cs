namespace Monitoring.Core.Signals;

/// <summary>A signal as it is read from an outbox.</summary>
internal sealed record PendingSignal
{
    /// <summary>The name of the outbox.</summary>
    public required string Source { get; init; }

    /// <summary>The place in the outbox.</summary>
    public required long Position { get; init; }

    public required EntityId Id { get; init; }

    public required string Type { get; init; }

    public required string AggregateId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What signals must have in common to be delivered in order.</summary>
    public (string Source, string AggregateId) Lane => (Source, AggregateId);
}
