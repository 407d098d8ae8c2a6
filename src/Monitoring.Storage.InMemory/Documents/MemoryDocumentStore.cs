using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.InMemory.Transfer;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Documents;

/// <summary>The document store over plain collections.</summary>
internal sealed class MemoryDocumentStore(TimeProvider time) : IDocumentStore, IStoreTransfer<DocumentStoreRecord>
{
    private readonly Locked _locked = new();
    private readonly Dictionary<(Partition Partition, string Type, string Key), DocumentEntry> _documents = [];
    private readonly List<StoredSignal> _signals = [];
    private readonly TimerTable _timers = new(time);
    private readonly LeaseTable _leases = new(time);

    // One for all documents, so that the versions of a key only grow, also when it was deleted meanwhile.
    private long _lastVersion;
    private long _lastPosition;

    public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        return _locked.Run(
            () =>
            {
                DocumentStoreArguments.CheckKey(type, key);
                return Find(partition, type, key);
            },
            cancellationToken);
    }

    public ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(query);
        return _locked.Run(
            () => DocumentSearch.Run(
                _documents.Where(entry => entry.Key.Partition == query.Partition && entry.Key.Type == query.Type.Name).Select(entry => entry.Value), query),
            cancellationToken);
    }

    public ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckList(type, limit);
        return _locked.Run(
            () => DocumentListing.Run(
                _documents.Where(entry => entry.Key.Partition == partition && entry.Key.Type == type.Name).Select(entry => entry.Value.Document), $"{partition} {type.Name}", limit, cursor),
            cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(commit);
        return _locked.Run(() => Commit(commit), cancellationToken);
    }

    public ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                DocumentStoreArguments.CheckClaim(kind, owner, leaseFor, max);
                return _timers.ClaimDue(kind, leaseFor, max);
            },
            cancellationToken);

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                DocumentStoreArguments.CheckLease(name, owner, leaseFor);
                return _leases.Acquire(name, owner, leaseFor);
            },
            cancellationToken);

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await _locked.Run(
            () =>
            {
                _leases.Release(lease);
                return lease;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                DocumentStoreArguments.CheckSignals(max);
                return _signals.Where(signal => signal.Position > after).Take(max).ToImmutableArray();
            },
            cancellationToken);

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await _locked.Run(() => _signals.RemoveAll(signal => signal.Position <= upTo), cancellationToken).ConfigureAwait(false);

    public ValueTask<IStoreExport<DocumentStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) =>
        _locked.Run<IStoreExport<DocumentStoreRecord>>(() => new MemoryExport<DocumentStoreRecord>(Export()), cancellationToken);

    public async ValueTask ImportAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken = default) => await _locked.Run(
        () =>
        {
            DocumentImportArguments.Check(records);
            foreach (var record in records)
            {
                Import(record);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private IReadOnlyList<DocumentStoreRecord> Export() =>
    [
        new DocumentStoreRecord.Counters { LastVersion = _lastVersion, LastPosition = _lastPosition, LastEpoch = _timers.LastEpoch },
        .. _documents
            .OrderBy(entry => entry.Key.Type, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Partition.Value)
            .ThenBy(entry => entry.Key.Key, StringComparer.Ordinal)
            .Select(entry => new DocumentStoreRecord.Document { Stored = entry.Value.Document }),
        .. _timers.Export(),
        .. _leases.Export(),
        .. _signals.Select(signal => new DocumentStoreRecord.Signal { Stored = signal }),
    ];

    private void Import(DocumentStoreRecord record)
    {
        switch (record)
        {
            case DocumentStoreRecord.Counters counters:
                _lastVersion = Math.Max(_lastVersion, counters.LastVersion);
                _lastPosition = Math.Max(_lastPosition, counters.LastPosition);
                _timers.GoOnFrom(counters.LastEpoch);
                break;
            case DocumentStoreRecord.Document { Stored: var stored }:
                _documents[(stored.Partition, stored.Type, stored.Key)] = new DocumentEntry(stored with { Body = stored.Body.ToArray() });
                break;
            case DocumentStoreRecord.Timer timer:
                _timers.Import(timer);
                break;
            case DocumentStoreRecord.Lease lease:
                _leases.Import(lease.Last);
                break;
            case DocumentStoreRecord.Signal { Stored: var stored } when _signals is not [.., var last] || last.Position < stored.Position:
                _signals.Add(stored with { Signal = stored.Signal with { Body = stored.Signal.Body.ToArray() } });
                break;
        }
    }

    private StoredDocument? Find(Partition partition, DocumentType type, string key) =>
        _documents.GetValueOrDefault((partition, type.Name, key))?.Document;

    private CommitResult Commit(DocumentCommit commit)
    {
        if ((commit.Fence is { } fence && !_leases.Holds(fence)) || !commit.CompletedTimers.All(_timers.Holds))
        {
            return new CommitResult { Outcome = CommitOutcome.Fenced };
        }

        foreach (var (type, key, expected) in Expectations(commit))
        {
            var current = Find(commit.Partition, type, key);
            if ((current?.Version ?? 0) != expected)
            {
                return new CommitResult { Outcome = CommitOutcome.Conflict, Conflict = current };
            }
        }

        // A document that cannot be indexed throws here, while nothing has been changed.
        var entries = commit.Puts.Select((put, i) => Entry(commit.Partition, put, _lastVersion + 1 + i)).ToList();
        Apply(commit, entries);
        return new CommitResult { Outcome = CommitOutcome.Committed, Versions = [.. entries.Select(entry => entry.Document.Version)] };
    }

    private static IEnumerable<(DocumentType Type, string Key, long Expected)> Expectations(DocumentCommit commit) =>
        commit.Puts.Where(put => put.ExpectedVersion is not null).Select(put => (put.Type, put.Key, put.ExpectedVersion!.Value))
            .Concat(commit.Deletes.Where(delete => delete.ExpectedVersion is not null).Select(delete => (delete.Type, delete.Key, delete.ExpectedVersion!.Value)))
            .Concat(commit.Checks.Select(check => (check.Type, check.Key, check.ExpectedVersion)));

    private static DocumentEntry Entry(Partition partition, DocumentPut put, long version)
    {
        var document = new StoredDocument
        {
            Partition = partition,
            Type = put.Type.Name,
            Key = put.Key,
            Version = version,
            SchemaVersion = put.Type.SchemaVersion,
            Body = put.Body.ToArray(),
        };
        return DocumentEntry.Of(document, put.Type);
    }

    private void Apply(DocumentCommit commit, List<DocumentEntry> entries)
    {
        foreach (var entry in entries)
        {
            _documents[(commit.Partition, entry.Document.Type, entry.Document.Key)] = entry;
        }

        _lastVersion += entries.Count;
        foreach (var delete in commit.Deletes)
        {
            _documents.Remove((commit.Partition, delete.Type.Name, delete.Key));
        }

        foreach (var timer in commit.CompletedTimers.Select(claim => claim.Timer).Concat(commit.CancelledTimers))
        {
            _timers.Remove(commit.Partition, timer);
        }

        foreach (var timer in commit.Timers)
        {
            _timers.Set(commit.Partition, timer);
        }

        foreach (var signal in commit.Signals)
        {
            var kept = signal with { OccurredAt = signal.OccurredAt.ToUniversalTime(), Body = signal.Body.ToArray() };
            _signals.Add(new StoredSignal { Position = ++_lastPosition, Partition = commit.Partition, Signal = kept });
        }
    }
}
