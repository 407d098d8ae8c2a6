using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>The timers and the claims on them.</summary>
internal sealed class TimerTable(TimeProvider time)
{
    private readonly Dictionary<(Partition Partition, TimerKey Timer), StoredTimer> _timers = [];

    // One for all timers, so that a timer that is set anew never meets an old epoch.
    public long LastEpoch { get; private set; }

    public void Set(Partition partition, TimerSchedule schedule) => _timers[(partition, schedule.Timer)] = new StoredTimer
    {
        Partition = partition,
        Schedule = schedule with { DueAt = schedule.DueAt.ToUniversalTime(), Payload = schedule.Payload.ToArray() },
        Attempt = schedule.Attempts,
    };

    public void Remove(Partition partition, TimerKey timer) => _timers.Remove((partition, timer));

    public void GoOnFrom(long epoch) => LastEpoch = Math.Max(LastEpoch, epoch);

    public IEnumerable<DocumentStoreRecord> Export() => _timers.Values
        .OrderBy(timer => timer.Partition.Value)
        .ThenBy(timer => timer.Schedule.Timer.Kind, StringComparer.Ordinal)
        .ThenBy(timer => timer.Schedule.Timer.Key, StringComparer.Ordinal)
        .Select(timer => new DocumentStoreRecord.Timer
        {
            Partition = timer.Partition,
            Schedule = timer.Schedule with { Attempts = timer.Attempt },
            Epoch = timer.Epoch,
            LeaseUntil = timer.Epoch == 0 ? null : timer.LeaseUntil,
        });

    public void Import(DocumentStoreRecord.Timer timer)
    {
        Set(timer.Partition, timer.Schedule);
        var key = (timer.Partition, timer.Schedule.Timer);
        _timers[key] = _timers[key] with { Epoch = timer.Epoch, LeaseUntil = timer.LeaseUntil ?? DateTimeOffset.MinValue };
    }

    public bool Holds(TimerClaim claim) =>
        _timers.TryGetValue((claim.Partition, claim.Timer), out var timer) && timer.Epoch == claim.Epoch && timer.LeaseUntil > time.GetUtcNow();

    public ImmutableArray<TimerClaim> ClaimDue(string kind, TimeSpan leaseFor, int max)
    {
        var now = time.GetUtcNow();
        var due = _timers
            .Where(timer => timer.Key.Timer.Kind == kind && timer.Value.Schedule.DueAt <= now && timer.Value.LeaseUntil <= now)
            .OrderBy(timer => timer.Value.Schedule.DueAt)
            .ThenBy(timer => timer.Key.Partition.Value)
            .ThenBy(timer => timer.Key.Timer.Key, StringComparer.Ordinal)
            .Take(max)
            .ToList();
        var claims = ImmutableArray.CreateBuilder<TimerClaim>(due.Count);
        foreach (var (key, timer) in due)
        {
            var claimed = timer with { Epoch = ++LastEpoch, Attempt = timer.Attempt + 1, LeaseUntil = now + leaseFor };
            _timers[key] = claimed;
            claims.Add(claimed.ToClaim());
        }

        return claims.ToImmutable();
    }
}
