using Monitoring.TestData;
using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Benchmarks.PostgreSql;

/// <summary>A table with a key and a payload, and nothing else.</summary>
internal sealed class CopiedTable(NpgsqlDataSource source) : IAsyncDisposable
{
    private long _key;

    public static async Task<CopiedTable> CreateAsync(PostgresServer server)
    {
        var table = new CopiedTable(NpgsqlDataSource.Create(server.ConnectionString));
        await table.RunAsync("create table copied (id bigint primary key, payload bytea not null)");
        await table.RunAsync("alter table copied alter column payload set storage external");
        return table;
    }

    public Func<int, int, Task> CopyAsync(IReadOnlyList<IReadOnlyList<byte[]>> batches) => async (_, i) =>
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var importer = await connection.BeginBinaryImportAsync("copy copied (id, payload) from stdin (format binary)");
        foreach (var payload in batches[i])
        {
            await importer.StartRowAsync();
            await importer.WriteAsync(Interlocked.Increment(ref _key), NpgsqlDbType.Bigint);
            await importer.WriteAsync(payload, NpgsqlDbType.Bytea);
        }

        await importer.CompleteAsync();
    };

    public async ValueTask DisposeAsync()
    {
        await RunAsync("drop table copied");
        await source.DisposeAsync();
    }

    private async Task RunAsync(string statement)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
