namespace Monitoring.Storage.Documents;

/// <summary>A due timer that one owner may handle until its lease ends.</summary>
public sealed record TimerClaim
{
    /// <summary>The partition that the timer lies in.</summary>
    public required Partition Partition { get; init; }

    /// <summary>The timer's name.</summary>
    public required TimerKey Timer { get; init; }

    /// <summary>When it was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>What was stored with it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Grows with each claim of a timer of this name, also when the timer was set anew; a claim with an older epoch is void.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// How often it has been tried, this time included: <see cref="TimerSchedule.Attempts"/> and the claims since it was
    /// set; over 1 when a handler failed or died.
    /// </summary>
    public required int Attempt { get; init; }

    /// <summary>Until when, by the store's clock, nobody else gets it.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }
}
