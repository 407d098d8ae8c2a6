using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Storage.LiteDb.Tests.Database;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>The three stores on a simulated disk.</summary>
internal sealed class DiskStore : IAsyncDisposable
{
    private readonly LiteDbStore _store;

    public DiskStore(SimulatedDisk disk, FakeTimeProvider time, LiteDbOptions? options = null, ImmutableArray<DocumentType> types = default)
    {
        Disk = disk;
        _store = new LiteDbStore(new StoreSettings
        {
            Options = options ?? new LiteDbOptions { PackAfterBytes = 64 * 1024 },
            Files = disk,
            Time = time,
            Types = types.IsDefault ? [] : types,
            Logger = NullLogger.Instance,
        });
        Errors = new LiteDbErrorStore(_store);
        Documents = new LiteDbDocumentStore(_store);
        Blobs = new LiteDbBlobStore(_store);
        Health = new HealthOnceOpen(_store);
    }

    public SimulatedDisk Disk { get; }

    public IErrorStore Errors { get; }

    public IDocumentStore Documents { get; }

    public IBlobStore Blobs { get; }

    public IStoreHealth Health { get; }

    /// <summary>Packs now.</summary>
    public async Task PackAsync() => await (await _store.GetAsync(default)).Errors.PackAsync(default);

    /// <summary>Closes the files of segments; they are opened again when they are read.</summary>
    public async Task CloseSegmentsAsync() => (await _store.GetAsync(default)).Errors.CloseSegments();

    /// <summary>Makes LiteDB fail at the next page that it needs.</summary>
    public async Task SpoilPagesAsync() => new PageCache(await _store.GetAsync(default)).Spoil();

    /// <summary>Gives the store up as it is: nothing reaches the disk any more.</summary>
    public async ValueTask AbandonAsync()
    {
        Disk.PowerGoesAt = 0;
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _store.CloseAsync();
        }
        catch (Exception) when (Disk.IsOut)
        {
            // There is no power to close with.
        }
    }

    /// <summary>The store's health after it was opened, as a host does when it starts.</summary>
    private sealed class HealthOnceOpen(LiteDbStore store) : IStoreHealth
    {
        private readonly LiteDbHealth _health = new(store);

        public string Name => _health.Name;

        public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                await store.GetAsync(cancellationToken);
            }
            catch (StorageUnavailableException)
            {
                // Health says so.
            }

            return await _health.CheckAsync(cancellationToken);
        }
    }
}
