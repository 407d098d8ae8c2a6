namespace Monitoring.Signals;

/// <summary>A signal that a subscription could not handle, after the last try.</summary>
public sealed record DeadLetter
{
    /// <summary>Names the dead letter.</summary>
    public required string Id { get; init; }

    /// <summary>The subscription that could not handle it.</summary>
    public required string Subscription { get; init; }

    /// <summary>The signal's id.</summary>
    public required EntityId SignalId { get; init; }

    /// <summary>The stored name of the signal's type.</summary>
    public required string SignalType { get; init; }

    /// <summary>What the signal is about.</summary>
    public required string AggregateId { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the last try failed, UTC.</summary>
    public required DateTimeOffset DiedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>What the last try failed with, redacted, at most 1,000 characters.</summary>
    public required string Error { get; init; }

    /// <summary>The signal as UTF-8 JSON; may hold what the signal's own members say.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
