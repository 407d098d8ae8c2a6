using Monitoring.Storage.Errors;
using Monitoring.Storage.InMemory.Errors;
using Monitoring.Testing;
using Monitoring.Testing.Errors;

namespace Monitoring.Storage.InMemory.Tests;

public sealed class InMemoryErrorStoreTests : ErrorStoreConformance
{
    private readonly Dictionary<string, MemoryErrorStore> _stores = [];

    /// <summary>Memory is what lasts here, so the same location is the same store.</summary>
    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup)
    {
        if (!_stores.TryGetValue(setup.Location, out var store))
        {
            _stores.Add(setup.Location, store = new MemoryErrorStore(setup.Time, setup.ReleaseOrder));
        }

        return ValueTask.FromResult(new StoreUnderTest<IErrorStore> { Store = store });
    }
}
