using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Schema;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests;

public sealed class MigrationTests(PostgresServer server)
{
    [Fact]
    public void Steps_are_numbered_without_gaps() => Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(migration => migration.Version));

    [Fact]
    public async Task Many_hosts_at_once_make_the_schema_once()
    {
        var location = nameof(Many_hosts_at_once_make_the_schema_once);
        await OpenStore.DropAsync(server, location);
        var options = OpenStore.Options(server, location);

        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var database = new Database(options);
            return await Migrator.RunAsync(database, NullLogger.Instance, TestContext.Current.CancellationToken);
        }));

        Assert.All(versions, version => Assert.Equal(Migration.All.Count, version));
        await OpenStore.DropAsync(server, location);
    }

    [Fact]
    public async Task A_schema_of_a_newer_package_is_refused_by_name()
    {
        var location = nameof(A_schema_of_a_newer_package_is_refused_by_name);
        await OpenStore.DropAsync(server, location);
        await using var database = new Database(OpenStore.Options(server, location));
        await Migrator.RunAsync(database, NullLogger.Instance, TestContext.Current.CancellationToken);
        await using (var raise = database.Source.CreateCommand(database.Sql("insert into $.schema_version (version) values (9999)")))
        {
            await raise.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => Migrator.RunAsync(database, NullLogger.Instance, TestContext.Current.CancellationToken));

        Assert.Contains("9999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(database.Schema, refusal.Message, StringComparison.Ordinal);
        await OpenStore.DropAsync(server, location);
    }

    [Fact]
    public async Task A_role_that_owns_the_schema_and_may_do_nothing_else_is_enough()
    {
        var location = nameof(A_role_that_owns_the_schema_and_may_do_nothing_else_is_enough);
        await OpenStore.DropAsync(server, location);
        var options = OpenStore.Options(server, location);
        var role = $"role_{options.Schema}";
        await using var administrator = new NpgsqlConnection(options.ConnectionString);
        await administrator.OpenAsync(TestContext.Current.CancellationToken);
        await using (var prepare = new NpgsqlCommand($"drop role if exists {role}; create role {role} login password 'p'; create schema {options.Schema} authorization {role}", administrator))
        {
            await prepare.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        options.ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Username = role, Password = "p" }.ConnectionString;
        await using (var database = new Database(options))
        {
            Assert.Equal(Migration.All.Count, await Migrator.RunAsync(database, NullLogger.Instance, TestContext.Current.CancellationToken));
        }

        await OpenStore.DropAsync(server, location);
        await using var remove = new NpgsqlCommand($"drop role {role}", administrator);
        await remove.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
