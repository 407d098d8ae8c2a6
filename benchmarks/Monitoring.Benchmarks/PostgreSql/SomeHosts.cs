using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Benchmarks.PostgreSql;

/// <summary>Hosts on one schema, as far as storing goes: each has its own connections and its own memory of what it has seen.</summary>
internal sealed class SomeHosts : IAsyncDisposable
{
    private const string Schema = "bench";

    private readonly string _connectionString;
    private readonly List<(PostgreSqlStore Opened, PostgreSqlErrorStore Store)> _hosts;

    private SomeHosts(string connectionString, int count, int connections)
    {
        _connectionString = connectionString;
        _hosts = [.. Enumerable.Range(0, count).Select(_ => Host($"{connectionString};Maximum Pool Size={connections}"))];
    }

    public IErrorStore this[int host] => _hosts[host].Store;

    public static async Task<SomeHosts> OpenAsync(PostgresServer server, int count, int connections)
    {
        var hosts = new SomeHosts(server.ConnectionString, count, connections);
        foreach (var (opened, _) in hosts._hosts)
        {
            await opened.OpenAsync(default);
        }

        return hosts;
    }

    /// <summary>Does what the server does by itself within the minute, when a table has grown.</summary>
    public async Task AnalyzeAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var analyze = new NpgsqlCommand("analyze", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (opened, store) in _hosts)
        {
            store.Dispose();
            await opened.DisposeAsync();
        }

        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"drop schema {Schema} cascade; checkpoint", connection);
        await drop.ExecuteNonQueryAsync();
    }

    private static (PostgreSqlStore Opened, PostgreSqlErrorStore Store) Host(string connectionString)
    {
        var opened = new PostgreSqlStore(new StoreSettings
        {
            Options = new PostgreSqlOptions { ConnectionString = connectionString, Schema = Schema },
            Time = Noon.Clock,
            Logger = NullLogger.Instance,
        });
        return (opened, new PostgreSqlErrorStore(opened));
    }
}
