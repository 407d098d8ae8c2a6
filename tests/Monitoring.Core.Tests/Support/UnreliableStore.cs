using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Support;

/// <summary>A host's way to a store that it shares with others: it may fail before or after a call, and be cut off as by a crash.</summary>
public sealed class UnreliableStore(IDocumentStore inner, Func<bool>? fails = null) : IDocumentStore
{
    private volatile bool _isCutOff;

    /// <summary>From now on nothing that the host does reaches the store.</summary>
    public void CutOff() => _isCutOff = true;

    public ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.GetAsync(partition, type, key, cancellationToken));

    public ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.QueryAsync(query, cancellationToken));

    public ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.ListAsync(partition, type, limit, cursor, cancellationToken));

    public ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.CommitAsync(commit, cancellationToken));

    public ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(
        string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken));

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.AcquireLeaseAsync(name, owner, leaseFor, cancellationToken));

    public async ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default) => await CallAsync(async () =>
    {
        await inner.ReleaseLeaseAsync(lease, cancellationToken);
        return true;
    });

    public ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.ReadSignalsAsync(after, max, cancellationToken));

    public async ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default) => await CallAsync(async () =>
    {
        await inner.TrimSignalsAsync(upTo, cancellationToken);
        return true;
    });

    private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        FailPerhaps();
        var answer = await call();
        FailPerhaps();
        return answer;
    }

    private void FailPerhaps()
    {
        if (_isCutOff || fails?.Invoke() == true)
        {
            throw new StorageUnavailableException("The store was made unavailable by a test.");
        }
    }
}
