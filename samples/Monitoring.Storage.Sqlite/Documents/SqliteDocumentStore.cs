using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Transfer;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>The document store: checks what a caller may not ask, and runs each call as one transaction.</summary>
internal sealed class SqliteDocumentStore(SqliteDatabase database, TimeProvider time) : IDocumentStore, IStoreTransfer<DocumentStoreRecord>
{
    public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckKey(type, key);
        return database.ReadAsync(session => DocumentTable.Find(session, partition, type, key), cancellationToken);
    }

    public ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(query);
        return database.ReadAsync(session => new DocumentSearch(session, query).Run(), cancellationToken);
    }

    public ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckList(type, limit);
        return database.ReadAsync(session => DocumentTable.List(session, partition, type, limit, cursor), cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.Check(commit);
        return database.WriteAsync(session => new DocumentCommitter(session, time.GetUtcNow()).Commit(commit), cancellationToken);
    }

    public ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckClaim(kind, owner, leaseFor, max);
        return database.WriteAsync(session => TimerTable.ClaimDue(session, kind, owner, time.GetUtcNow(), leaseFor, max), cancellationToken);
    }

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckLease(name, owner, leaseFor);
        return database.WriteAsync(session => LeaseTable.Acquire(session, name, owner, time.GetUtcNow(), leaseFor), cancellationToken);
    }

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await database.WriteAsync(session => LeaseTable.Release(session, lease), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        DocumentStoreArguments.CheckSignals(max);
        return database.ReadAsync(session => SignalTable.Read(session, after, max), cancellationToken);
    }

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(session => SignalTable.Trim(session, upTo), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IStoreExport<DocumentStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) =>
        await SqliteExport<DocumentStoreRecord>.BeginAsync(database, DocumentTransfer.Sections, cancellationToken).ConfigureAwait(false);

    public async ValueTask ImportAsync(ImmutableArray<DocumentStoreRecord> records, CancellationToken cancellationToken = default) => await database.WriteAsync(
        session =>
        {
            DocumentImportArguments.Check(records);
            foreach (var record in records)
            {
                DocumentTransfer.Import(session, record);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);
}
