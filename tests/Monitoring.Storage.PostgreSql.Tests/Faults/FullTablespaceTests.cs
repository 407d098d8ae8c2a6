using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Faults;

/// <summary>The disk on which the tables lie is full, while the server's own has room.</summary>
public sealed class FullTablespaceTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_tablespace_refuses_says_so_and_goes_on_when_there_is_room()
    {
        var directory = Directory.CreateTempSubdirectory("tablespace-");
        using var disk = SmallDisk.Mount(directory.FullName, "48m");
        await server.OwnAsync(disk.Path);
        await ExecuteAsync($"create tablespace small location '{disk.Path}'");
        await ExecuteAsync("create database on_small tablespace small encoding 'UTF8' template template0");
        try
        {
            await using (var schema = new SharedSchema(server))
            {
                using var store = new PostgreSqlErrorStore(schema.Open(";Database=on_small"));
                var acknowledged = 0;
                var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
                {
                    for (; acknowledged < 100_000; acknowledged += 20)
                    {
                        await store.AppendAsync([.. Enumerable.Range(acknowledged, 20).Select(Event)], Cancellation);
                    }
                });

                // A statement says the one, a session that begins the other.
                Assert.Matches("No space left|could not write init file", refusal.ToString());

                // What was acknowledged is there, and read, while there is no room.
                Assert.Equal(acknowledged, Assert.Single((await store.SearchIssuesAsync(new IssueQuery { ProjectId = SharedSchema.Project }, Cancellation)).Items).Count);
                Assert.NotNull(await store.GetEventAsync(SharedSchema.Project, Event(acknowledged - 1).EventId, Cancellation));

                disk.Remount("size=200m");
                var again = await store.AppendAsync([.. Enumerable.Range(acknowledged - 20, 40).Select(Event)], Cancellation);
                Assert.Equal(20, again.Count(result => result.Outcome == EventAppendOutcome.Duplicate));
                Assert.Equal(acknowledged + 20, Assert.Single((await store.SearchIssuesAsync(new IssueQuery { ProjectId = SharedSchema.Project }, Cancellation)).Items).Count);
            }
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync("drop database if exists on_small with (force)");
            await ExecuteAsync("drop tablespace small");
        }
    }

    private static GroupedEvent Event(int number)
    {
        // Bytes that do not pack.
        var payload = new byte[8 * 1024];
        new Random(number).NextBytes(payload);
        return SharedSchema.Event(number, 1) with { Payload = payload };
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
