using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Tests.Documents;

/// <summary>Passes every call on; what derives from it does one thing wrong.</summary>
internal abstract class DocumentStoreDecorator(IDocumentStore inner) : IDocumentStore
{
    protected IDocumentStore Inner { get; } = inner;

    public virtual ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default) =>
        Inner.GetAsync(partition, type, key, cancellationToken);

    public virtual ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) => Inner.QueryAsync(query, cancellationToken);

    public virtual ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        Inner.ListAsync(partition, type, limit, cursor, cancellationToken);

    public virtual ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) => Inner.CommitAsync(commit, cancellationToken);

    public virtual ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default) =>
        Inner.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken);

    public virtual ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default) =>
        Inner.AcquireLeaseAsync(name, owner, leaseFor, cancellationToken);

    public virtual ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default) => Inner.ReleaseLeaseAsync(lease, cancellationToken);

    public virtual ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        Inner.ReadSignalsAsync(after, max, cancellationToken);

    public virtual ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) => Inner.TrimSignalsAsync(upTo, cancellationToken);
}
