using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The timers and the claims on them.</summary>
internal sealed class TimerTable(DatabaseFile database, TimeProvider time)
{
    /// <summary>Names the counter of epochs.</summary>
    public const string Epochs = "timer-epochs";

    private const int Step = 64;

    // Greater than every key, which begins with the number of a partition.
    private static readonly byte[] LastKey = [.. Enumerable.Repeat(byte.MaxValue, 16)];

    // One for all timers, so that a timer that is set anew never meets an old epoch.
    private readonly Counter _epochs = new(database, Epochs);

    public void Set(Partition partition, TimerSchedule schedule)
    {
        var timer = new TimerBody
        {
            Partition = partition,
            Timer = schedule.Timer,
            DueAt = schedule.DueAt.UtcTicks,
            Payload = schedule.Payload.ToArray(),
            Attempt = schedule.Attempts,
        };
        database.Put(Collections.Timers, timer.ToDocument());
    }

    /// <summary>Sets a timer as it was elsewhere.</summary>
    public void Import(TimerBody timer) => database.Put(Collections.Timers, timer.ToDocument());

    /// <summary>Epochs go on above one.</summary>
    public void GoOnFrom(long epoch) => _epochs.GoOnFrom(database, epoch);

    /// <summary>All timers in the order of their keys, read some at a time.</summary>
    public static IEnumerable<TimerBody> All(DatabaseFile database, int step)
    {
        byte[] from = [];
        while (database.Range(Collections.Timers, "_id", from, LastKey, step) is { Count: > 0 } found)
        {
            foreach (var document in found)
            {
                yield return TimerBody.Read(document);
            }

            from = [.. found[^1]["_id"].AsBinary, 0];
        }
    }

    public void Remove(Partition partition, TimerKey timer) => database.Remove(Collections.Timers, DocumentKeys.Timer(partition, timer));

    public bool Holds(TimerClaim claim) =>
        database.Find(Collections.Timers, DocumentKeys.Timer(claim.Partition, claim.Timer)) is { } document
        && TimerBody.Read(document) is var timer
        && timer.Epoch == claim.Epoch
        && timer.LeaseUntil > Now();

    /// <summary>Whether <see cref="ClaimDue"/> would find anything.</summary>
    public bool AnyDue(string kind) => Due(kind, Now()).Any();

    public ImmutableArray<TimerClaim> ClaimDue(string kind, string owner, TimeSpan leaseFor, int max)
    {
        var now = Now();
        var claims = ImmutableArray.CreateBuilder<TimerClaim>();
        foreach (var timer in Due(kind, now).Take(max).ToList())
        {
            var claimed = timer with
            {
                Epoch = _epochs.Next(database),
                Attempt = timer.Attempt + 1,
                LeaseUntil = LeaseEnd.Of(now, leaseFor),
                Owner = owner,
            };
            database.Put(Collections.Timers, claimed.ToDocument());
            claims.Add(claimed.ToClaim());
        }

        return claims.ToImmutable();
    }

    /// <summary>Timers that are due and not claimed by a live lease, read some at a time.</summary>
    private IEnumerable<TimerBody> Due(string kind, long now)
    {
        var from = DocumentKeys.DueFrom(kind, long.MinValue);
        var end = DocumentKeys.DueFrom(kind, now + 1);
        while (true)
        {
            var documents = database.Range(Collections.Timers, TimerFields.Due, from, end, Step);
            foreach (var timer in documents.Select(TimerBody.Read).Where(timer => timer.LeaseUntil <= now))
            {
                yield return timer;
            }

            if (documents.Count < Step)
            {
                yield break;
            }

            from = [.. documents[^1][TimerFields.Due].AsBinary, 0];
        }
    }

    private long Now() => time.GetUtcNow().UtcTicks;
}
