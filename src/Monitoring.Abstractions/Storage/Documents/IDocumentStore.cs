using System.Collections.Immutable;

namespace Monitoring.Storage.Documents;

/// <summary>
/// The store of everything of low volume: settings, keys, members, alerts, incidents, runs, with their timers, signals
/// and leases.
/// </summary>
/// <remarks>
/// <para>Safe to call on many threads and, where the provider says so, from many hosts at once. Reads see every commit
/// that was answered before they began, and of any commit all or nothing. What a call returned as committed survives a crash of process and machine.</para>
/// <para>Expected failures are results; the only expected exception is <see cref="StorageUnavailableException"/>, and
/// <see cref="ArgumentException"/> for what a caller must not ask (an unknown index, a limit out of range, a key that is
/// empty or longer than 255 characters, a body over 8 MiB, the same document twice in a commit;
/// <see cref="InvalidCursorException"/> for a foreign cursor). <see cref="DocumentStoreArguments"/> refuses it for every provider.</para>
/// <para>The store keeps nothing that belongs to the caller: buffers may be used again when a call has returned.</para>
/// <para>The conformance suite in <c>Monitoring.Testing</c> is this contract in executable form.</para>
/// </remarks>
public interface IDocumentStore
{
    /// <summary>Reads one document; <see langword="null"/> when it is not there.</summary>
    ValueTask<StoredDocument?> GetAsync(Partition partition, DocumentType type, string key, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of documents by a declared index.</summary>
    /// <remarks>
    /// Between two pages documents may come and go; one that is there all the time and keeps its index keys is
    /// answered exactly once.
    /// </remarks>
    ValueTask<Page<StoredDocument>> QueryAsync(DocumentQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of all documents of a type in a partition, by their keys in ordinal order, also those that no index leads to because they cannot be read.</summary>
    /// <param name="partition">Where to look.</param>
    /// <param name="type">The kind of document.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <remarks>Between two pages documents may come and go; one that is there all the time is answered exactly once.</remarks>
    ValueTask<Page<StoredDocument>> ListAsync(Partition partition, DocumentType type, int limit = 100, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Applies a commit as a whole, or not at all.</summary>
    ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims timers of a kind that are due by the store's clock and not claimed by a live lease, the longest due first.
    /// </summary>
    /// <param name="kind">The kind of timers.</param>
    /// <param name="owner">Who claims, for people who look into the store.</param>
    /// <param name="leaseFor">How long nobody else may claim them.</param>
    /// <param name="max">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops waiting; timers may be claimed all the same, until the lease ends.</param>
    /// <remarks>A timer whose claim is not completed by a commit before the lease ends becomes due again.</remarks>
    ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes a lease that is free or has run out, with a higher epoch than ever before, or renews the owner's own while
    /// it runs, whose epoch then stays the same.
    /// </summary>
    /// <returns>The lease, or <see langword="null"/> when another owner holds it.</returns>
    ValueTask<Lease?> AcquireLeaseAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease back; one that is no longer held is no fault.</summary>
    ValueTask ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken = default);

    /// <summary>Reads signals after a position, in the order of their positions.</summary>
    /// <param name="after">The last position that was read, 0 for the beginning.</param>
    /// <param name="max">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<ImmutableArray<StoredSignal>> ReadSignalsAsync(long after, int max, CancellationToken cancellationToken = default);

    /// <summary>Removes the signals up to and including a position, once every subscription is past it.</summary>
    ValueTask TrimSignalsAsync(long upTo, CancellationToken cancellationToken = default);
}
