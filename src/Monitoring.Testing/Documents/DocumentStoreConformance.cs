using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <summary>The contract of <see cref="IDocumentStore"/> in executable form. Derive one class and say how to open the store.</summary>
public abstract partial class DocumentStoreConformance : StoreConformance<IDocumentStore>
{
    private static readonly Partition Here = Partition.Of(new ProjectId(7));
    private static readonly Partition There = Partition.Of(new ProjectId(8));
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private int _ids;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        Setup = Setup with { DocumentTypes = [Ticket.Type, Ticket.Note, Ticket.Plain] };
        await base.InitializeAsync();
    }

    private static DocumentCommit Put(params IEnumerable<Ticket> tickets) => new() { Partition = Here, Puts = [.. tickets.Select(ticket => Ticket.Type.Put(ticket))] };

    private ValueTask<CommitResult> TryCommitAsync(DocumentCommit commit) => Store.CommitAsync(commit, Cancellation);

    private async ValueTask<ImmutableArray<long>> CommitAsync(DocumentCommit commit)
    {
        var result = await TryCommitAsync(commit);
        Assert.Equal(CommitOutcome.Committed, result.Outcome);
        Assert.Null(result.Conflict);
        Assert.Equal(commit.Puts.Length, result.Versions.Length);
        return result.Versions;
    }

    private ValueTask<Versioned<Ticket>?> FindAsync(string key) => Store.FindAsync(Here, Ticket.Type, key, Cancellation);

    private async ValueTask<string> ShowAsync(string key) => RenderDocuments.Document(await Store.GetAsync(Here, Ticket.Type, key, Cancellation));

    private static DocumentQuery Query(string index, params ImmutableArray<IndexRange> ranges) =>
        new() { Partition = Here, Type = Ticket.Type, Index = index, Ranges = ranges.IsEmpty ? [IndexRange.All] : ranges };

    private async ValueTask<string[]> KeysAsync(DocumentQuery query) =>
        [.. (await Store.QueryAsync(query, Cancellation)).Items.Select(document => document.Key)];

    /// <summary>Asserts that a query finds the documents of these keys, in this order.</summary>
    private async ValueTask AssertFindsAsync(DocumentQuery query, params string[] keys)
    {
        var found = await KeysAsync(query);

        Assert.Equal(keys, found);
    }

    private SignalEntry Signal(string text = "") => new()
    {
        Id = new EntityId(new Guid(Interlocked.Increment(ref _ids), 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])),
        Type = "something",
        AggregateId = $"about {text}",
        OccurredAt = Time.GetUtcNow().AddTicks(-_ids),
        Body = System.Text.Encoding.UTF8.GetBytes(text),
    };

    private ValueTask<ImmutableArray<StoredSignal>> SignalsAsync(long after = 0) => Store.ReadSignalsAsync(after, 1_000, Cancellation);

    private TimerSchedule Timer(string key, TimeSpan dueIn = default, string kind = "kind") =>
        new() { Timer = new TimerKey { Kind = kind, Key = key }, DueAt = Time.GetUtcNow() + dueIn, Payload = new byte[] { 1, 0, 255 } };

    private async ValueTask SetAsync(params ImmutableArray<TimerSchedule> timers) => await CommitAsync(new DocumentCommit { Partition = Here, Timers = timers });

    private ValueTask<ImmutableArray<TimerClaim>> ClaimAsync(int max = 100, string kind = "kind", TimeSpan? leaseFor = null) =>
        Store.ClaimDueAsync(kind, "owner", leaseFor ?? Minute, max, Cancellation);

    private ValueTask<CommitResult> CompleteAsync(params ImmutableArray<TimerClaim> claims) =>
        TryCommitAsync(new DocumentCommit { Partition = claims[0].Partition, CompletedTimers = claims });

    private ValueTask<Lease?> AcquireAsync(string owner, TimeSpan? leaseFor = null, string name = "lease") =>
        Store.AcquireLeaseAsync(name, owner, leaseFor ?? Minute, Cancellation);

    private static async ValueTask AssertForeignAsync(Func<ValueTask> call) => await Assert.ThrowsAsync<InvalidCursorException>(async () => await call());

    private static async ValueTask AssertMisuseAsync(Func<ValueTask> call) => await Assert.ThrowsAnyAsync<ArgumentException>(async () => await call());
}
