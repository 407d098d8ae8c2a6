using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.TestData;
using Monitoring.Testing;
using Monitoring.Testing.Errors;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>The same where the events of every project are spread over four parts once its first ones are stored.</summary>
public sealed class SpreadErrorStoreTests(PostgresServer server) : ErrorStoreConformance
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

    protected override async ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup)
    {
        setup = setup with { Location = $"{setup.Location} spread" };
        _locations.Add(setup.Location);
        var opened = await OpenStore.In<IErrorStore>(server, setup, store => new PostgreSqlErrorStore(store), async store => await ((PostgreSqlErrorStore)store).Upkeep.RunAsync(default));
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var spread = new NpgsqlCommand($"alter table {OpenStore.Options(server, setup.Location).Schema}.project alter column spread set default 4", connection);
        await spread.ExecuteNonQueryAsync();
        return opened;
    }
}
