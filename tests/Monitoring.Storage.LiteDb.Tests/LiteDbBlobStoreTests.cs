using Monitoring.Storage.Blobs;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Testing;
using Monitoring.Testing.Blobs;

namespace Monitoring.Storage.LiteDb.Tests;

public sealed class LiteDbBlobStoreTests : BlobStoreConformance
{
    protected override bool RefusesSecondOpen => true;

    protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup) =>
        OpenStore.In<IBlobStore>(setup, store => new LiteDbBlobStore(store));
}
