using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Documents;

namespace Monitoring.Storage.Sqlite.Tests;

/// <summary>Whatever the engine says, callers get the one exception that they expect, and the store goes on when the fault is over.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-sqlite-").FullName;

    private string Database => Path.Combine(_directory, "monitoring.db");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_file_that_is_no_database_is_unavailable_until_it_is_put_away()
    {
        await File.WriteAllTextAsync(Database, new string('x', 5_000), TestContext.Current.CancellationToken);
        using var database = SqliteBuilderExtensions.Open(Database, []);
        var store = new SqliteDocumentStore(database, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await store.ReadSignalsAsync(0, 1, TestContext.Current.CancellationToken));
        Assert.Equal(StoreHealthStatus.Unhealthy, (await new SqliteHealth(database).CheckAsync(TestContext.Current.CancellationToken)).Status);
        File.Delete(Database);

        Assert.Contains("restore it from a backup", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await store.ReadSignalsAsync(0, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused_and_left_as_it_is()
    {
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            using var command = connection.CreateCommand();
            command.CommandText = "pragma user_version = 99";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var database = SqliteBuilderExtensions.Open(Database, []);
        var store = new SqliteDocumentStore(database, TimeProvider.System);

        var refused = await Assert.ThrowsAnyAsync<MonitoringException>(async () => await store.ReadSignalsAsync(0, 1, TestContext.Current.CancellationToken));

        Assert.Contains("version 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_unavailable()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory, "file"), "", TestContext.Current.CancellationToken);
        using var database = SqliteBuilderExtensions.Open(Path.Combine(_directory, "file", "monitoring.db"), []);
        var store = new SqliteDocumentStore(database, TimeProvider.System);

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await store.ReadSignalsAsync(0, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_fault_in_a_write_takes_back_all_of_it_and_the_next_call_works()
    {
        using var database = SqliteBuilderExtensions.Open(Database, []);
        var store = new SqliteDocumentStore(database, TimeProvider.System);
        Assert.NotNull(await store.AcquireLeaseAsync("before", "owner", TimeSpan.FromHours(1), TestContext.Current.CancellationToken));

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await database.WriteAsync(
            session =>
            {
                session.Execute("delete from leases");
                return session.Execute("insert into leases (name) values (null)");
            },
            TestContext.Current.CancellationToken));

        Assert.Null(await store.AcquireLeaseAsync("before", "other", TimeSpan.FromHours(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Calls_after_the_end_are_unavailable()
    {
        var database = SqliteBuilderExtensions.Open(Database, []);
        var store = new SqliteDocumentStore(database, TimeProvider.System);
        await store.TrimSignalsAsync(0, TestContext.Current.CancellationToken);
        database.Dispose();

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await store.ReadSignalsAsync(0, 1, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await store.TrimSignalsAsync(0, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_databases_on_one_file_take_turns()
    {
        using var first = SqliteBuilderExtensions.Open(Database, []);
        using var second = SqliteBuilderExtensions.Open(Database, []);
        SqliteDocumentStore[] stores = [new(first, TimeProvider.System), new(second, TimeProvider.System)];

        var leases = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            await stores[i % 2].AcquireLeaseAsync("lease", $"owner {i}", TimeSpan.FromHours(1), TestContext.Current.CancellationToken))));

        Assert.Single(leases, lease => lease is not null);
        Lease held = leases.Single(lease => lease is not null)!;
        Assert.Equal(1, held.Epoch);
    }
}
