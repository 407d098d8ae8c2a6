namespace Monitoring.Storage.Documents;

/// <summary>A signal as it is committed with a change.</summary>
public sealed record SignalEntry
{
    /// <summary>The signal's id, by which handlers recognise a repeated delivery.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The name of the signal's type.</summary>
    public required string Type { get; init; }

    /// <summary>What it is about; signals about the same thing are delivered in order.</summary>
    public required string AggregateId { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The signal, opaque to the store.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
