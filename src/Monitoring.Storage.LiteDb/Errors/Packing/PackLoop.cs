using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Errors.Writing;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Packs sealed journal files in the background, and has the file sealed when it has waited long enough.</summary>
internal sealed class PackLoop : IDisposable
{
    private readonly ErrorSettings _settings;
    private readonly JournalThread _thread;
    private readonly PackRun _run;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private readonly Task _loop;

    public PackLoop(ErrorSettings settings, JournalThread thread, PackRun run)
    {
        _settings = settings;
        _thread = thread;
        _run = run;
        _thread.Sealed = () => _signal.Release();
        _timer = settings.Time.CreateTimer(_ => _ = SealAsync(), null, settings.Options.PackAfter, settings.Options.PackAfter);
        _loop = Task.Run(RunAsync);
        if (run.HasWork)
        {
            _signal.Release();
        }
    }

    /// <summary>Stops the loop; what is being packed is packed to the end.</summary>
    public async Task StopAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    /// <summary>Packs all that was written before the call.</summary>
    public async Task PackAsync(CancellationToken cancellationToken)
    {
        await _thread.SealAsync(cancellationToken).ConfigureAwait(false);
        await RunOnceAsync().ConfigureAwait(false);
    }

    /// <summary>Packs all that was written before the call, and evicts payloads of a project until they have no more bytes than a bound.</summary>
    /// <returns>How many payloads went, and their bytes.</returns>
    public async Task<(long Payloads, long Bytes)> EvictAsync(ProjectId project, long bound, CancellationToken cancellationToken)
    {
        await _thread.SealAsync(cancellationToken).ConfigureAwait(false);
        var evicted = (Payloads: 0L, Bytes: 0L);
        await RunOnceAsync(async () => evicted = await _run.EvictAsync(project, bound).ConfigureAwait(false)).ConfigureAwait(false);
        return evicted;
    }

    /// <summary>Waits for what is being packed, and keeps more from being packed until the hold ends. Meanwhile the journal may grow longer than it does otherwise.</summary>
    public async Task<PackHold> HoldAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        _thread.IsPackingHeld = true;
        return new PackHold(() =>
        {
            _thread.IsPackingHeld = false;
            try
            {
                _oneAtATime.Release();
                _signal.Release();
            }
            catch (ObjectDisposedException)
            {
                // The store was closed meanwhile.
            }
        });
    }

    public void Dispose()
    {
        _timer.Dispose();
        _signal.Dispose();
        _oneAtATime.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _signal.WaitAsync(_stopping.Token).ConfigureAwait(false);
                await RunOnceAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Closing.
        }
        catch (StorageUnavailableException)
        {
            // The session has been told, and ends.
        }
    }

    private async Task RunOnceAsync(Func<Task>? then = null)
    {
        await EnterAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await _run.RunAsync(includeActive: false).ConfigureAwait(false);
            _thread.MadeRoom();
            if (then is not null)
            {
                await then().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            var fault = Faults.Translate(exception);
            _thread.Abort(fault);
            _settings.OnFault(exception);
            throw fault;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>An export may be under way for long; closing does not wait for it.</summary>
    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        try
        {
            await _oneAtATime.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException("The store is closing.");
        }
    }

    private async Task SealAsync()
    {
        try
        {
            await _thread.SealAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is StorageUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            // Closing.
        }
    }
}
