using System.Buffers.Binary;
using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Merging;

/// <summary>
/// Remembers the requests of the last ten to fifteen minutes in the commits that they are taken with, so that one that is repeated adds nothing, whichever
/// host it comes to.
/// </summary>
/// <remarks>
/// Time is cut into slots of five minutes, and a slot keeps the last 4,096 requests: a project with more than these repeats can have one counted twice that comes late.
/// One object serves one plan of a commit.
/// </remarks>
internal sealed class RecentRequests(RollupKind kind, IDocumentStore store, Partition partition, TimeProvider timeProvider)
{
    private const int MaxPerSlot = 4096;
    private const int Slots = 3;
    private const int DeletesAtOnce = 20;

    private static readonly TimeSpan SlotLength = TimeSpan.FromMinutes(5);

    private readonly HashSet<ulong> _known = [];
    private readonly List<ulong> _new = [];
    private readonly List<DocumentCheck> _checks = [];
    private Versioned<RecentDocument>? _current;
    private DateTimeOffset? _slot;

    /// <summary>Takes a request in, unless it was before.</summary>
    /// <returns>Whether it is new.</returns>
    public async ValueTask<bool> TryAddAsync(ulong id, CancellationToken cancellationToken)
    {
        if (_slot is null)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!_known.Add(id))
        {
            return false;
        }

        _new.Add(id);
        return true;
    }

    /// <summary>Adds what was taken in to a commit, and what is forgotten.</summary>
    public async ValueTask<DocumentCommit> FinishAsync(DocumentCommit commit, CancellationToken cancellationToken)
    {
        if (_slot is not { } slot || _new.Count == 0)
        {
            return commit;
        }

        ReadOnlySpan<ulong> kept = [.. _current is null ? [] : Read(_current.Value.Ids), .. _new];
        var document = new RecentDocument { Slot = slot, Ids = Write(kept[Math.Max(0, kept.Length - MaxPerSlot)..]) };
        return commit with
        {
            Puts = commit.Puts.Add(kind.Recent.Put(document, _current?.Version ?? 0)),
            Checks = commit.Checks.AddRange(_checks),
            Deletes = commit.Deletes.AddRange(_current is null ? await ForgottenAsync(slot, cancellationToken).ConfigureAwait(false) : []),
        };
    }

    private static IEnumerable<ulong> Read(byte[] ids) =>
        Enumerable.Range(0, ids.Length / sizeof(ulong)).Select(index => BinaryPrimitives.ReadUInt64BigEndian(ids.AsSpan(index * sizeof(ulong))));

    private static byte[] Write(ReadOnlySpan<ulong> ids)
    {
        var bytes = new byte[ids.Length * sizeof(ulong)];
        for (var index = 0; index < ids.Length; index++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(index * sizeof(ulong)), ids[index]);
        }

        return bytes;
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow().UtcTicks;
        var slot = new DateTimeOffset(now - (now % SlotLength.Ticks), TimeSpan.Zero);
        for (var age = 0; age < Slots; age++)
        {
            var key = RecentDocument.KeyOf(slot - (age * SlotLength));
            var stored = await store.FindAsync(partition, kind.Recent, key, cancellationToken).ConfigureAwait(false);
            _known.UnionWith(stored is null ? [] : Read(stored.Value.Ids));
            if (age == 0)
            {
                _current = stored;
            }
            else
            {
                // A host whose clock is behind may still write there.
                _checks.Add(new DocumentCheck { Type = kind.Recent, Key = key, ExpectedVersion = stored?.Version ?? 0 });
            }
        }

        _slot = slot;
    }

    private async ValueTask<ImmutableArray<DocumentDelete>> ForgottenAsync(DateTimeOffset slot, CancellationToken cancellationToken)
    {
        var old = await store.QueryAsync(
            new DocumentQuery
            {
                Partition = partition,
                Type = kind.Recent,
                Index = RollupKind.ByTime,
                Ranges = [new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(slot - (Slots * SlotLength)) }],
                Limit = DeletesAtOnce,
            },
            cancellationToken).ConfigureAwait(false);
        return [.. old.Items.Select(item => new DocumentDelete { Type = kind.Recent, Key = item.Key })];
    }
}
