using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>
/// The store over its whole life: opens it when it is first used, opens it again after a fault that may pass, and closes
/// it at the end.
/// </summary>
internal sealed class LiteDbStore(StoreSettings settings) : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Lock _lock = new();
    private StoreSession? _session;
    private StorageUnavailableException? _refusal;
    private DateTimeOffset _nextTry;
    private int _failures;
    private bool _isClosed;
    private bool _wasOpen;
    private Task _reopening = Task.CompletedTask;

    public LiteDbOptions Options => settings.Options;

    /// <summary>Why the store cannot be used now, if so.</summary>
    public StorageUnavailableException? Refusal =>
        Volatile.Read(ref _refusal) ?? (Volatile.Read(ref _session) is { Fault.IsCompleted: true } ended ? Faults.Translate(ended.Fault.GetAwaiter().GetResult()) : null);

    /// <summary>The session, if there is one that works.</summary>
    public StoreSession? Current => Volatile.Read(ref _session) is { Fault.IsCompleted: false } session ? session : null;

    /// <summary>The open store.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be opened now.</exception>
    public ValueTask<StoreSession> GetAsync(CancellationToken cancellationToken)
    {
        var session = Volatile.Read(ref _session);
        return session is { Fault.IsCompleted: false } ? ValueTask.FromResult(session) : OpenAsync(cancellationToken);
    }

    /// <summary>Opens the store again in the background, when it was open or should have been; makes none where there was none.</summary>
    public void ReopenSoon()
    {
        lock (_lock)
        {
            if (_reopening.IsCompleted && (Refusal is not null || _wasOpen) && !_isClosed)
            {
                _reopening = Task.Run(ReopenAsync);
            }
        }
    }

    /// <summary>Finishes what was begun and closes the files. The store is not opened again.</summary>
    public async Task CloseAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            _isClosed = true;
            await EndSessionAsync().ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    public void Dispose() => CloseAsync().GetAwaiter().GetResult();

    private async Task ReopenAsync()
    {
        try
        {
            await OpenAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // Kept as the refusal, and logged.
        }
    }

    private async ValueTask<StoreSession> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed)
            {
                throw new StorageUnavailableException("The store is closed.");
            }

            if (Current is { } session)
            {
                return session;
            }

            await EndFaultedAsync().ConfigureAwait(false);
            if (_refusal is not null && settings.Time.GetUtcNow() < _nextTry)
            {
                throw _refusal;
            }

            return await OpenSessionAsync().ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<StoreSession> OpenSessionAsync()
    {
        try
        {
            if (_wasOpen && !settings.Files.Exists(DatabaseFile.Name))
            {
                // To make a new one would hide that everything is gone, and be in the way when the volume comes back.
                throw new StorageUnavailableException($"'{DatabaseFile.Name}' was in '{Options.Directory}' and is there no more. Mount the volume again, or restore a backup.");
            }

            var session = await StoreSession.OpenAsync(settings).ConfigureAwait(false);
            _refusal = null;
            _failures = 0;
            _wasOpen = true;
            Volatile.Write(ref _session, session);
            Log.Opened(settings.Logger, Options.Directory);
            return session;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var delay = Refuse(exception);
            Log.OpenFailed(settings.Logger, exception, delay);
            throw _refusal!;
        }
    }

    /// <summary>Notes how the session ended, and when another one may be tried.</summary>
    private async Task EndFaultedAsync()
    {
        if (_session is not { Fault.IsCompleted: true } session)
        {
            return;
        }

        var fault = await session.Fault.ConfigureAwait(false);
        var delay = Refuse(fault);
        if (Faults.MayPass(fault))
        {
            Log.Faulted(settings.Logger, fault, delay);
        }
        else
        {
            // To go on writing could make it worse; only a person can tell.
            _nextTry = DateTimeOffset.MaxValue;
            Log.Damaged(settings.Logger, fault);
        }

        await EndSessionAsync().ConfigureAwait(false);
    }

    private async Task EndSessionAsync()
    {
        if (_session is { } session)
        {
            Volatile.Write(ref _session, null);
            await session.DisposeAsync().ConfigureAwait(false);
            Log.Closed(settings.Logger, Options.Directory);
        }
    }

    private TimeSpan Refuse(Exception exception)
    {
        var delay = TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, Math.Min(_failures++, 10))));
        _nextTry = settings.Time.GetUtcNow() + delay;
        _refusal = Faults.Translate(exception);
        return delay;
    }
}
