using Monitoring.Core.Pumping;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Leases;

/// <summary>Holds a lease by renewing it in the background for as long as work takes, and says so when it is lost.</summary>
/// <remarks>
/// Safe to use on many threads. It is renewed each third of its duration. A store that is away for the whole of that, or another host that has the lease, ends it:
/// work must stop when <see cref="Lost"/> is cancelled, and what it still writes is to be fenced by the epoch where two hosts could spoil it.
/// </remarks>
public sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly IDocumentStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _duration;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly Task _renewing;

    private LeaseKeeper(IDocumentStore store, Lease lease, TimeSpan duration, TimeProvider timeProvider, long takenAt)
    {
        _store = store;
        _timeProvider = timeProvider;
        _duration = duration;
        Lease = lease;
        Lost = _lost.Token;
        _renewing = RenewAsync(takenAt);
    }

    /// <summary>The lease, with the epoch that fences what its holder writes.</summary>
    public Lease Lease { get; }

    /// <summary>Cancelled when the lease is lost or may be.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Takes a lease and keeps it until it is disposed.</summary>
    /// <param name="store">Where leases are.</param>
    /// <param name="name">The lease, 1 to 200 characters.</param>
    /// <param name="owner">Who takes it, such as the host.</param>
    /// <param name="duration">For how long others are kept from it after this host has died.</param>
    /// <param name="timeProvider">The time.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="null"/> when another owner has it.</returns>
    /// <exception cref="StorageUnavailableException">The store is away.</exception>
    public static async ValueTask<LeaseKeeper?> TryTakeAsync(
        IDocumentStore store, string name, string owner, TimeSpan duration, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var takenAt = timeProvider.GetTimestamp();
        var lease = await store.AcquireLeaseAsync(name, owner, duration, cancellationToken).ConfigureAwait(false);
        return lease is null ? null : new LeaseKeeper(store, lease, duration, timeProvider, takenAt);
    }

    /// <summary>Gives the lease back; a store that is away lets it run out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await _store.ReleaseLeaseAsync(Lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // It runs out by itself.
        }

        _lost.Dispose();
        _disposing.Dispose();
    }

    private async Task RenewAsync(long renewedAt)
    {
        while (!_disposing.IsCancellationRequested)
        {
            await Wait.AWhileAsync(_duration / 3, _timeProvider, _disposing.Token).ConfigureAwait(false);
            if (_disposing.IsCancellationRequested)
            {
                return;
            }

            var askedAt = _timeProvider.GetTimestamp();
            var renewed = await TryRenewAsync().ConfigureAwait(false);
            if (renewed == true)
            {
                renewedAt = askedAt;
            }
            else if (renewed == false || _timeProvider.GetElapsedTime(renewedAt) >= _duration)
            {
                await _lost.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>Nothing when the store does not answer.</summary>
    private async ValueTask<bool?> TryRenewAsync()
    {
        try
        {
            var lease = await _store.AcquireLeaseAsync(Lease.Name, Lease.Owner, _duration, _disposing.Token).ConfigureAwait(false);
            return lease?.Epoch == Lease.Epoch;
        }
        catch (Exception exception) when (exception is StorageUnavailableException or OperationCanceledException)
        {
            return null;
        }
    }
}
