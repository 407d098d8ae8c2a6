using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>
/// Remembers sessions for as long as updates of them are taken, in the commits that count them, so that each is counted once and moves between statuses once, whatever
/// is repeated, whichever host it comes to.
/// </summary>
/// <remarks>
/// Bounded: of the sessions of a project that begin within an hour, some 131,000 are remembered. One object serves one plan of a commit.
/// </remarks>
internal sealed class SessionMemory(IDocumentStore store, Partition partition, ILogger logger)
{
    private const int Shards = 32;

    private readonly Dictionary<(DateTimeOffset Hour, int Number), MemoryShard> _shards = [];

    /// <summary>Takes an update in.</summary>
    public async ValueTask<SessionTaken> TakeAsync(SessionUpdate update, CancellationToken cancellationToken)
    {
        var shard = await ShardAsync(update, cancellationToken).ConfigureAwait(false);
        var before = shard.Find(update.Id);
        var hour = RollupSpan.Hour.Of(update.At);
        if (before is null && shard.IsFull)
        {
            return Untracked(update);
        }

        var step = SessionStep.Of(before, update, hour);
        shard.Set(update.Id, step.State);
        var outcome = step.State.CountedIn is null ? SessionOutcome.WithoutInit
            : step.Delta is null ? SessionOutcome.Unchanged
            : SessionOutcome.Counted;
        return new SessionTaken(outcome, step.Delta, step.State.CountedIn ?? hour);
    }

    /// <summary>What is to be written.</summary>
    public IEnumerable<DocumentPut> Puts() =>
        _shards.Values.Where(shard => shard.IsChanged).Select(shard => SessionDocuments.Memory.Put(shard.ToDocument(), shard.Version));

    /// <summary>
    /// Without memory, what applications normally do is believed: a session begins once, and ends badly once. That errors were reported in it is believed only when
    /// it begins.
    /// </summary>
    private static SessionTaken Untracked(SessionUpdate update)
    {
        var hour = RollupSpan.Hour.Of(update.At);
        if (!update.IsInit && update.Status <= SessionStatus.Errored)
        {
            return new SessionTaken(SessionOutcome.Unremembered, null, hour);
        }

        var healthy = new SessionState { CountedIn = hour };
        return new SessionTaken(SessionOutcome.Unremembered, SessionStep.Of(update.IsInit ? null : healthy, update, hour).Delta, hour);
    }

    private async ValueTask<MemoryShard> ShardAsync(SessionUpdate update, CancellationToken cancellationToken)
    {
        var place = (Hour: RollupSpan.Hour.Of(update.Started), Number: (int)(update.Id % Shards));
        if (_shards.TryGetValue(place, out var shard))
        {
            return shard;
        }

        var stored = await store.FindAsync(partition, SessionDocuments.Memory, MemoryDocument.KeyOf(place.Hour, place.Number), cancellationToken).ConfigureAwait(false);
        shard = MemoryShard.Of(place.Hour, place.Number, stored?.Value, stored?.Version ?? 0, out var isBroken);
        if (isBroken)
        {
            Log.SessionMemoryBroken(logger);
        }

        return _shards[place] = shard;
    }
}
