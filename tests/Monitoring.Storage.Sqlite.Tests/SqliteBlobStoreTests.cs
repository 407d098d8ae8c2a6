using Monitoring.Storage.Blobs;
using Monitoring.Storage.Sqlite.Blobs;
using Monitoring.Testing;
using Monitoring.Testing.Blobs;

namespace Monitoring.Storage.Sqlite.Tests;

public sealed class SqliteBlobStoreTests : BlobStoreConformance
{
    protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup) =>
        OpenDatabase.OpenAsync<IBlobStore>(setup, database => new SqliteBlobStore(database, setup.Time));
}
