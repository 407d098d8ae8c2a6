using Monitoring.Storage.Documents;
using Monitoring.Storage.InMemory.Documents;
using Monitoring.Testing;
using Monitoring.Testing.Documents;

namespace Monitoring.Storage.InMemory.Tests;

public sealed class InMemoryDocumentStoreTests : DocumentStoreConformance
{
    private readonly Dictionary<string, MemoryDocumentStore> _stores = [];

    /// <summary>Memory is what lasts here, so the same location is the same store.</summary>
    protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup)
    {
        if (!_stores.TryGetValue(setup.Location, out var store))
        {
            _stores.Add(setup.Location, store = new MemoryDocumentStore(setup.Time));
        }

        return ValueTask.FromResult(new StoreUnderTest<IDocumentStore> { Store = store });
    }
}
