using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Pumping;

/// <summary>Holds a lease by renewing it in the background, and says so when it is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
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

    public Lease Lease { get; }

    /// <summary>Cancelled when the lease is lost or may be.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Nothing when another host holds the lease.</summary>
    public static async ValueTask<LeaseKeeper?> TryTakeAsync(
        IDocumentStore store, string name, string owner, TimeSpan duration, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var takenAt = timeProvider.GetTimestamp();
        var lease = await store.AcquireLeaseAsync(name, owner, duration, cancellationToken).ConfigureAwait(false);
        return lease is null ? null : new LeaseKeeper(store, lease, duration, timeProvider, takenAt);
    }

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
