using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.Tests.Hosting;

/// <summary>A store in memory whose commits a test can hold up or let fail, before or after they are done.</summary>
internal sealed class WatchedDocumentStore : IDocumentStore, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IDocumentStore _store;

    public WatchedDocumentStore()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMonitoring().UseInMemory();
        _services = services.BuildServiceProvider();
        _store = _services.GetRequiredService<IDocumentStore>();
    }

    /// <summary>Called before a commit is done.</summary>
    public Func<DocumentCommit, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after a commit was done, before its caller hears of it.</summary>
    public Func<DocumentCommit, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a query.</summary>
    public Action<DocumentQuery> BeforeQuery { get; set; } = _ => { };

    /// <summary>What becomes of a document on its way out, such as damage.</summary>
    public Func<StoredDocument, StoredDocument> OnRead { get; set; } = stored => stored;

    public static bool Puts(DocumentCommit commit, string type) => commit.Puts.Any(put => put.Type.Name == type);

    public async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken)
    {
        await Before(commit);
        var result = await _store.CommitAsync(commit, cancellationToken);
        await After(commit);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    public async ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken) =>
        await _store.GetAsync(partition, type, key, cancellationToken) is { } stored ? OnRead(stored) : null;

    public async ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        BeforeQuery(query);
        var page = await _store.QueryAsync(query, cancellationToken);
        return page with { Items = [.. page.Items.Select(OnRead)] };
    }

    public async ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var page = await _store.ListAsync(partition, type, limit, cursor, cancellationToken);
        return page with { Items = [.. page.Items.Select(OnRead)] };
    }

    public ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken) =>
        _store.ClaimDueAsync(kind, owner, leaseFor, max, cancellationToken);

    public ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken) =>
        _store.AcquireLeaseAsync(name, owner, leaseFor, cancellationToken);

    public ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken) => _store.ReleaseLeaseAsync(lease, cancellationToken);

    public ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken) =>
        _store.ReadSignalsAsync(after, max, cancellationToken);

    public ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken) => _store.TrimSignalsAsync(upTo, cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
