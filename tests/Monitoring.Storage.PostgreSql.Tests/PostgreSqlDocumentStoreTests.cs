using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;
using Monitoring.Testing;
using Monitoring.Testing.Documents;

namespace Monitoring.Storage.PostgreSql.Tests;

public sealed class PostgreSqlDocumentStoreTests(PostgresServer server) : DocumentStoreConformance
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

    protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup)
    {
        _location = setup.Location;
        return OpenStore.In<IDocumentStore>(server, setup, store => new PostgreSqlDocumentStore(store));
    }
}
