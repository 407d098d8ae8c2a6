namespace Monitoring.Storage.Documents;

/// <summary>A signal in the outbox.</summary>
public sealed record StoredSignal
{
    /// <summary>Its place in the outbox; grows, with gaps. A signal never appears below one that was already read.</summary>
    public required long Position { get; init; }

    /// <summary>The partition of the commit.</summary>
    public required Partition Partition { get; init; }

    /// <summary>What was committed.</summary>
    public required SignalEntry Signal { get; init; }
}
