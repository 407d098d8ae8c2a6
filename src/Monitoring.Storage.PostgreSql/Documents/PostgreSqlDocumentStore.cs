using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>The document store in a schema: checks what is asked for, and hands it to who does it.</summary>
internal sealed class PostgreSqlDocumentStore : IDocumentStore, IStoreTransfer<DocumentStoreRecord>
{
    private readonly PostgreSqlStore _store;
    private readonly DocumentReads _reads;
    private readonly DocumentSearch _search;
    private readonly DocumentCommitter _committer;
    private readonly TimerTable _timers;
    private readonly LeaseTable _leases;
    private readonly SignalTable _signals;
    private readonly IndexFiller _filler;
    private readonly DocumentImport _import;

    public PostgreSqlDocumentStore(PostgreSqlStore store)
    {
        var types = new TypeRegistry(store);
        _store = store;
        _reads = new DocumentReads(store, types);
        _filler = new IndexFiller(store, types);
        _search = new DocumentSearch(store, types, _filler);
        _timers = new TimerTable(store);
        _leases = new LeaseTable(store);
        _signals = new SignalTable(store);
        _import = new DocumentImport(store);
        _committer = new DocumentCommitter(store, types, _reads, new CommitConditions(store, _leases, _timers), _timers, _signals);
    }

    /// <summary>Fills the indexes of the types that the host has declared; a query would do it later.</summary>
    public ValueTask OpenAsync(CancellationToken cancellationToken) => _filler.FillAllAsync(_store.Settings.Types, cancellationToken);

    public async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckKey(type, key);
        return await _reads.GetAsync(partition, type, key, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(query);
        var found = await _search.RunAsync(query, DocumentCursors.ReadQuery(query), query.Limit + 1, cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredDocument>
        {
            Items = [.. page.Select(item => item.Document)],
            Next = found.Count > page.Count ? DocumentCursors.WriteQuery(query, page[^1].Key, page[^1].Document.Key) : null,
        };
    }

    public async ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckList(type, limit);
        var after = DocumentCursors.ReadList(partition, type, cursor) ?? "";
        var found = await _reads.ListAsync(partition, type, after, limit + 1, cancellationToken).ConfigureAwait(false);
        var page = found.Take(limit).ToList();
        return new Page<StoredDocument> { Items = [.. page], Next = found.Count > page.Count ? DocumentCursors.WriteList(partition, type, page[^1].Key) : null };
    }

    public async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(commit);
        return await _committer.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckClaim(kind, owner, leaseFor, max);
        return await _timers.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckLease(name, owner, leaseFor);
        return await _leases.AcquireAsync(name, owner, leaseFor, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await _leases.ReleaseAsync(lease, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckSignals(max);
        return await _signals.ReadAsync(after, max, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) => await _signals.TrimAsync(upTo, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IStoreExport<DocumentStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default)
    {
        var snapshot = await Snapshot.BeginAsync(_store, cancellationToken).ConfigureAwait(false);
        return new SectionedExport<DocumentStoreRecord>(new DocumentExport(_store.Database, snapshot).Sections, snapshot.DisposeAsync);
    }

    public ValueTask ImportAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken = default) => _import.RunAsync(records, cancellationToken);
}
