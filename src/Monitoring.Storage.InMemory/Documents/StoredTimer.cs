using Monitoring.Storage.Documents;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>A timer and who has claimed it last. Immutable, so that reading one needs no copy.</summary>
internal sealed record StoredTimer
{
    public required Partition Partition { get; init; }

    public required TimerSchedule Schedule { get; init; }

    /// <summary>Zero while nobody has claimed it.</summary>
    public long Epoch { get; init; }

    public int Attempt { get; init; }

    public DateTimeOffset LeaseUntil { get; init; } = DateTimeOffset.MinValue;

    public TimerClaim ToClaim() => new()
    {
        Partition = Partition,
        Timer = Schedule.Timer,
        DueAt = Schedule.DueAt,
        Payload = Schedule.Payload,
        Epoch = Epoch,
        Attempt = Attempt,
        LeaseUntil = LeaseUntil,
    };
}
