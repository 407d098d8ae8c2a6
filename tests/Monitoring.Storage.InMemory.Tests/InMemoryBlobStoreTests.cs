using Monitoring.Storage.Blobs;
using Monitoring.Storage.InMemory.Blobs;
using Monitoring.Testing;
using Monitoring.Testing.Blobs;

namespace Monitoring.Storage.InMemory.Tests;

public sealed class InMemoryBlobStoreTests : BlobStoreConformance
{
    private readonly Dictionary<string, MemoryBlobStore> _stores = [];

    /// <summary>Memory is what lasts here, so the same location is the same store.</summary>
    protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup)
    {
        if (!_stores.TryGetValue(setup.Location, out var store))
        {
            _stores.Add(setup.Location, store = new MemoryBlobStore(setup.Time));
        }

        return ValueTask.FromResult(new StoreUnderTest<IBlobStore> { Store = store });
    }
}
