using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Documents;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>The document store in a directory: checks what is asked for, and hands it to the session that is open.</summary>
internal sealed class LiteDbDocumentStore(LiteDbStore store) : IDocumentStore, IStoreTransfer<DocumentStoreRecord>
{
    public async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckKey(type, key);
        return await store.CallAsync(session => session.Documents.GetAsync(partition, type, key, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(query);
        IndexEntry? after = DocumentCursors.ReadQuery(query) is { } place ? new IndexEntry(place.Key, place.DocumentKey) : null;
        var found = await store.CallAsync(session => session.Documents.QueryAsync(query, after, query.Limit + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredDocument>
        {
            Items = [.. page.Select(item => item.Document)],
            Next = found.Count > page.Count ? DocumentCursors.WriteQuery(query, page[^1].Place.Key, page[^1].Place.DocumentKey) : null,
        };
    }

    public async ValueTask<Page<StoredDocument>> ListAsync(
        Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckList(type, limit);
        var after = DocumentCursors.ReadList(partition, type, cursor);
        var found = await store.CallAsync(session => session.Documents.ListAsync(partition, type, after, limit + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        var page = found.Take(limit).ToList();
        return new Page<StoredDocument> { Items = [.. page], Next = found.Count > page.Count ? DocumentCursors.WriteList(partition, type, page[^1].Key) : null };
    }

    public async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(commit);
        return await store.CallAsync(session => session.Documents.CommitAsync(commit, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckClaim(kind, owner, leaseFor, max);
        return await store.CallAsync(session => session.Documents.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckLease(name, owner, leaseFor);
        return await store.CallAsync(session => session.Documents.AcquireLeaseAsync(name, owner, leaseFor, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await store.CallAsync(session => session.Documents.ReleaseLeaseAsync(lease, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckSignals(max);
        return [.. await store.CallAsync(session => session.Documents.ReadSignalsAsync(after, max, cancellationToken), cancellationToken).ConfigureAwait(false)];
    }

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await store.CallAsync(session => session.Documents.TrimSignalsAsync(upTo, cancellationToken), cancellationToken).ConfigureAwait(false);

    public ValueTask<IStoreExport<DocumentStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Documents.BeginExportAsync(cancellationToken), cancellationToken);

    public async ValueTask ImportAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken = default) =>
        await store.CallAsync(session => session.Documents.ImportAsync(records, cancellationToken), cancellationToken).ConfigureAwait(false);
}
