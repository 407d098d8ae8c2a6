using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The document store while it is open.</summary>
internal sealed class DocumentEngine
{
    private readonly DatabaseFile _database;
    private readonly DatabaseWriter _writer;
    private readonly ReadGate _gate;
    private readonly TypeRegistry _types;
    private readonly DocumentTable _documents;
    private readonly TimerTable _timers;
    private readonly LeaseTable _leases;
    private readonly SignalTable _signals;
    private readonly DocumentCommitter _committer;

    public DocumentEngine(DatabaseFile database, DatabaseWriter writer, ReadGate gate, TimeProvider time, ILogger logger)
    {
        _database = database;
        _writer = writer;
        _gate = gate;
        _types = new TypeRegistry(database, logger);
        _documents = new DocumentTable(database, _types);
        _timers = new TimerTable(database, time);
        _leases = new LeaseTable(database, time);
        _signals = new SignalTable(database);
        _committer = new DocumentCommitter(_documents, _timers, _leases, _signals);
    }

    /// <summary>Fills the indexes of these types where they are declared anew.</summary>
    public async ValueTask EnsureAsync(IEnumerable<DocumentType> types, CancellationToken cancellationToken)
    {
        foreach (var type in types.Where(type => _types.Find(type) is null))
        {
            await EnsureAsync(type, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken) =>
        _gate.RunAsync(() => _documents.Get(partition, type, key), cancellationToken);

    public async ValueTask<List<(IndexEntry Place, StoredDocument Document)>> QueryAsync(DocumentQuery query, IndexEntry? after, int count, CancellationToken cancellationToken)
    {
        var type = _types.Find(query.Type) ?? await EnsureAsync(query.Type, cancellationToken).ConfigureAwait(false);
        return await _gate.RunAsync(
            () => _database.Snapshot([Collections.Index, Collections.Documents], () => new DocumentSearch(_database, query, type).Read(after, count)),
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<List<StoredDocument>> ListAsync(Partition partition, DocumentType type, string? after, int count, CancellationToken cancellationToken) =>
        _gate.RunAsync(() => _documents.List(partition, type, after, count), cancellationToken);

    public ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken)
    {
        // The caller's own code, which may throw: on the caller's thread.
        var entries = commit.Puts.Select(put => put.Type.GetIndexEntries(put.Body, put.Type.SchemaVersion)).ToList();
        return _writer.RunAsync(_ => _committer.Commit(commit, entries), cancellationToken);
    }

    public async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken)
    {
        // Mostly nothing is due; that is found out without the writing thread.
        var anyDue = await _gate.RunAsync(() => _timers.AnyDue(kind), cancellationToken).ConfigureAwait(false);
        return anyDue ? await _writer.RunAsync(_ => _timers.ClaimDue(kind, owner, leaseFor, max), cancellationToken).ConfigureAwait(false) : [];
    }

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken) =>
        _writer.RunAsync(_ => _leases.Acquire(name, owner, leaseFor), cancellationToken);

    public ValueTask<bool> ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken) =>
        _writer.RunAsync(_ => _leases.Release(lease), cancellationToken);

    public ValueTask<List<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken) =>
        _gate.RunAsync(() => _signals.Read(after, max), cancellationToken);

    public ValueTask<int> TrimSignalsAsync(long upTo, CancellationToken cancellationToken) =>
        _writer.RunAsync(_ => _signals.Trim(upTo), cancellationToken);

    /// <summary>Reads all that is there at this moment, for an export.</summary>
    public async ValueTask<IStoreExport<DocumentStoreRecord>> BeginExportAsync(CancellationToken cancellationToken) =>
        await _gate.RunAsync(() => new DocumentExport(_database, _types).Run(), cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> ImportAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken) => _writer.RunAsync(
        _ =>
        {
            DocumentImportArguments.Check(records);
            foreach (var record in records)
            {
                Import(record);
            }

            return true;
        },
        cancellationToken);

    private void Import(DocumentStoreRecord record)
    {
        switch (record)
        {
            case DocumentStoreRecord.Counters counters:
                _documents.GoOnFrom(counters.LastVersion);
                _signals.GoOnFrom(counters.LastPosition);
                _timers.GoOnFrom(counters.LastEpoch);
                break;
            case DocumentStoreRecord.Document document:
                _documents.Import(document.Stored);
                break;
            case DocumentStoreRecord.Timer timer:
                _timers.Import(new TimerBody
                {
                    Partition = timer.Partition,
                    Timer = timer.Schedule.Timer,
                    DueAt = timer.Schedule.DueAt.UtcTicks,
                    Payload = timer.Schedule.Payload.ToArray(),
                    Attempt = timer.Schedule.Attempts,
                    Epoch = timer.Epoch,
                    LeaseUntil = timer.LeaseUntil?.UtcTicks ?? 0,
                });
                break;
            case DocumentStoreRecord.Lease lease:
                _leases.Put(lease.Last);
                break;
            case DocumentStoreRecord.Signal signal:
                _signals.Import(signal.Stored);
                break;
        }
    }

    private ValueTask<TypeEntry> EnsureAsync(DocumentType type, CancellationToken cancellationToken) =>
        _writer.RunAsync(database => _types.Ensure(database, type), cancellationToken);
}
