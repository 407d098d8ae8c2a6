using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Testing;
using Monitoring.Testing.Documents;

namespace Monitoring.Storage.LiteDb.Tests;

public sealed class LiteDbDocumentStoreTests : DocumentStoreConformance
{
    protected override bool RefusesSecondOpen => true;

    protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup) =>
        OpenStore.In<IDocumentStore>(setup, store => new LiteDbDocumentStore(store));
}
