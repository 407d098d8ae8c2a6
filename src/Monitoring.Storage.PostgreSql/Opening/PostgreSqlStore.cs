using Microsoft.Extensions.Logging;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Schema;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>The store over its whole life: its schema is brought up to date when it is first used, and its connections are closed at the end.</summary>
internal sealed class PostgreSqlStore(StoreSettings settings) : IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Database _database = new(settings.Options);
    private volatile bool _isOpen;
    private volatile bool _isClosed;

    public StoreSettings Settings => settings;

    public StoreClock Clock { get; } = new(settings.Time);

    public ILogger Logger => settings.Logger;

    /// <summary>The host's order of releases; when it fails, the order cannot be told.</summary>
    public IReleaseOrder? ReleaseOrder { get; } = settings.ReleaseOrder is { } order ? new CarefulReleaseOrder(order, fault => Log.ReleaseOrderFailed(settings.Logger, fault)) : null;

    public bool IsOpen => _isOpen;

    public bool IsClosed => _isClosed;

    /// <summary>The database, for those who make statements once; its schema may not be there before <see cref="OpenAsync"/>.</summary>
    public Database Database => _database;

    /// <summary>Brings the schema up to date when that has not been done yet.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be used now.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            throw new StorageUnavailableException("The store is closed.");
        }

        if (!_isOpen)
        {
            await OpenFirstAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _isClosed = true;
        _database.Dispose();
    }

    private async ValueTask OpenFirstAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isOpen)
            {
                var version = await StoreCalls.GuardAsync(() => Migrator.RunAsync(_database, settings.Logger, cancellationToken)).ConfigureAwait(false);
                await StoreCalls.GuardAsync(async () =>
                {
                    await Clock.CompareAsync(_database, cancellationToken).ConfigureAwait(false);
                    return true;
                }).ConfigureAwait(false);
                Log.Opened(settings.Logger, settings.Options.Schema, version);
                _isOpen = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
