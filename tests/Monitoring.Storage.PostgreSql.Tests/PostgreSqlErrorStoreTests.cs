using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.TestData;
using Monitoring.Testing;
using Monitoring.Testing.Errors;

namespace Monitoring.Storage.PostgreSql.Tests;

public sealed class PostgreSqlErrorStoreTests(PostgresServer server) : ErrorStoreConformance
{
    private readonly HashSet<string> _locations = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var location in _locations)
        {
            await OpenStore.DropAsync(server, location);
        }
    }

    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup)
    {
        _locations.Add(setup.Location);
        return OpenStore.In<IErrorStore>(server, setup, store => new PostgreSqlErrorStore(store), async store => await ((PostgreSqlErrorStore)store).Upkeep.RunAsync(default));
    }
}
