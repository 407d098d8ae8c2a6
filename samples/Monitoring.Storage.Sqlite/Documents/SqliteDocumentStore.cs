using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>The document store: checks what a caller may not ask, and runs each call as one transaction.</summary>
internal sealed class SqliteDocumentStore(SqliteDatabase database, TimeProvider time) : IDocumentStore
{
    private const int MaxClaims = 1_000;
    private const int MaxSignals = 1_000;

    public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        Limits.Key(key, "The key of a document");
        return database.ReadAsync(session => DocumentTable.Find(session, partition, type, key), cancellationToken);
    }

    public ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(session => DocumentSearch.Run(session, query), cancellationToken);
    }

    public ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        return database.ReadAsync(session => DocumentTable.List(session, partition, type, limit, cursor), cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return database.WriteAsync(session => new DocumentCommitter(session, time.GetUtcNow()).Commit(commit), cancellationToken);
    }

    public ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default)
    {
        Limits.Key(kind, "The kind of a timer");
        Limits.Key(owner, "The owner of a claim");
        Limits.Range(max, 1, MaxClaims, "The number of timers");
        Limits.Lease(leaseFor);
        return database.WriteAsync(session => TimerTable.ClaimDue(session, kind, owner, time.GetUtcNow(), leaseFor, max), cancellationToken);
    }

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default)
    {
        Limits.Key(name, "The name of a lease");
        Limits.Key(owner, "The owner of a lease");
        Limits.Lease(leaseFor);
        return database.WriteAsync(session => LeaseTable.Acquire(session, name, owner, time.GetUtcNow(), leaseFor), cancellationToken);
    }

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await database.WriteAsync(session => LeaseTable.Release(session, lease), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        Limits.Range(max, 1, MaxSignals, "The number of signals");
        return database.ReadAsync(session => SignalTable.Read(session, after, max), cancellationToken);
    }

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(session => SignalTable.Trim(session, upTo), cancellationToken).ConfigureAwait(false);
}
