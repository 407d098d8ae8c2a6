using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.TestData;
using Monitoring.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>Opens a store in a schema of its own, as a conformance suite wants it.</summary>
internal static class OpenStore
{
    public static PostgreSqlOptions Options(PostgresServer server, string location) => new()
    {
        ConnectionString = $"{server.ConnectionString};Maximum Pool Size=20;Include Error Detail=true",
        Schema = $"t_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location)).AsSpan(0, 12))}",
    };

    public static StoreSettings Settings(PostgresServer server, StoreSetup setup) => new()
    {
        Options = Options(server, setup.Location),
        Time = setup.Time,
        ReleaseOrder = setup.ReleaseOrder,
        Types = setup.DocumentTypes,
        Logger = NullLogger.Instance,
    };

    public static async ValueTask<StoreUnderTest<TStore>> In<TStore>(PostgresServer server, StoreSetup setup, Func<PostgreSqlStore, TStore> port, Func<TStore, ValueTask>? settle = null)
        where TStore : class
    {
        var store = new PostgreSqlStore(Settings(server, setup));
        await store.OpenAsync(default);
        var opened = port(store);
        return new StoreUnderTest<TStore> { Store = opened, CloseAsync = () => store.DisposeAsync(), SettleAsync = () => settle?.Invoke(opened) ?? ValueTask.CompletedTask };
    }

    /// <summary>Removes the schema, so that thousands of tests do not fill the server.</summary>
    public static async Task DropAsync(PostgresServer server, string location)
    {
        var options = Options(server, location);
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"drop schema if exists {options.Schema} cascade", connection);
        await drop.ExecuteNonQueryAsync();
    }
}
