using Monitoring.Storage.Blobs;
using Monitoring.Storage.PostgreSql.Blobs;
using Monitoring.TestData;
using Monitoring.Testing;
using Monitoring.Testing.Blobs;

namespace Monitoring.Storage.PostgreSql.Tests;

public sealed class PostgreSqlBlobStoreTests(PostgresServer server) : BlobStoreConformance
{
    private string? _location;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_location is not null)
        {
            await OpenStore.DropAsync(server, _location);
        }
    }

    protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup)
    {
        _location = setup.Location;
        return OpenStore.In<IBlobStore>(server, setup, store => new PostgreSqlBlobStore(store));
    }
}
