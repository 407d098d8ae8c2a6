using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Testing;
using Monitoring.Testing.Errors;

namespace Monitoring.Storage.LiteDb.Tests;

public sealed class LiteDbErrorStoreTests : ErrorStoreConformance
{
    protected override bool RefusesSecondOpen => true;

    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) =>
        OpenStore.In<IErrorStore>(setup, store => new LiteDbErrorStore(store));
}
