using System.Collections.Immutable;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.PostgreSql.Schema;
using Monitoring.TestData;
using Monitoring.Testing.Generators;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>Databases, roles and settings as administrators have them.</summary>
public sealed class OddServerTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("user")]
    [InlineData("select")]
    [InlineData("_1")]
    public async Task A_schema_may_be_called_as_a_word_of_the_language(string schema)
    {
        await ExecuteAsync($"drop schema if exists \"{schema}\" cascade");
        var options = new PostgreSqlOptions { ConnectionString = server.ConnectionString, Schema = schema };
        await using (var store = new PostgreSqlStore(new StoreSettings { Options = options, Time = TimeProvider.System, Logger = NullLogger.Instance }))
        {
            var documents = new PostgreSqlDocumentStore(store);
            await documents.CommitAsync(SharedSchema.Put(new Note { Key = "k", Text = "t" }), Cancellation);
            Assert.Equal("t", (await documents.FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation))!.Value.Text);
        }

        await ExecuteAsync($"drop schema \"{schema}\" cascade");
    }

    [Theory]
    [InlineData("LATIN1")]
    [InlineData("SQL_ASCII")]
    public async Task A_database_that_cannot_hold_every_text_is_refused_when_the_host_starts(string encoding)
    {
        var name = $"encoded_{encoding.ToLowerInvariant()}";
        await ExecuteAsync($"drop database if exists {name}");
        await ExecuteAsync($"create database {name} encoding '{encoding}' template template0 lc_collate 'C' lc_ctype 'C'");
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, Pooling = false };

        var refusal = await RefusalAsync(connection.ConnectionString);

        Assert.Contains(encoding, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("UTF8", refusal.Message, StringComparison.Ordinal);
        await ExecuteAsync($"drop database {name}");
    }

    [Fact]
    public async Task A_role_without_rights_is_told_which_it_needs()
    {
        await ExecuteAsync("drop role if exists without_rights");
        await ExecuteAsync("create role without_rights login password 'not-to-be-seen'");
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "without_rights", Password = "not-to-be-seen", Pooling = false };

        var refusal = await RefusalAsync(connection.ConnectionString);

        Assert.Contains("create schema \"not_there\" authorization", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-seen", refusal.ToString(), StringComparison.Ordinal);
        await ExecuteAsync("drop role without_rights");
    }

    [Theory]
    [InlineData("default_transaction_isolation=serializable")]
    [InlineData("default_transaction_isolation=repeatable\\ read")]
    [InlineData("statement_timeout=300")]
    [InlineData("lock_timeout=50")]
    [InlineData("idle_in_transaction_session_timeout=100")]
    public async Task Many_hosts_may_start_at_once_whatever_sessions_begin_with(string setting)
    {
        await OpenStore.DropAsync(server, setting);
        var options = OpenStore.Options(server, setting);
        options.ConnectionString += $";Options=-c {setting};Timeout=60";

        var versions = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await using var database = new Database(options);
            return await Migrator.RunAsync(database, NullLogger.Instance, Cancellation);
        }));

        Assert.All(versions, version => Assert.Equal(Migration.All.Count, version));
        await OpenStore.DropAsync(server, setting);
    }

    [Fact]
    public async Task A_hundred_hosts_may_start_at_once_on_an_empty_database()
    {
        const string Name = "crowd";
        await ExecuteAsync($"drop database if exists {Name}");
        await ExecuteAsync($"create database {Name} encoding 'UTF8' template template0");
        var options = new PostgreSqlOptions { ConnectionString = $"{server.ConnectionString};Database={Name};Maximum Pool Size=2;Timeout=120;Command Timeout=120" };
        var hosts = Enumerable.Range(0, 100).Select(_ => new PostgreSqlStore(new StoreSettings { Options = options, Time = TimeProvider.System, Types = [Note.Type], Logger = NullLogger.Instance })).ToArray();
        try
        {
            await Task.WhenAll(hosts.Select(async (host, number) =>
            {
                // What a host does that starts: it opens, makes partitions, seeds, appends.
                using var errors = new PostgreSqlErrorStore(host);
                await errors.Upkeep.RunAsync(Cancellation);
                await new PostgreSqlDocumentStore(host).CommitAsync(SharedSchema.Put(new Note { Key = "seed" }, expected: 0), Cancellation);
                Assert.NotEqual(EventAppendOutcome.Duplicate, (await errors.AppendAsync([SharedSchema.Event(number, 1)], Cancellation))[0].Outcome);
            }));

            using var last = new PostgreSqlErrorStore(hosts[0]);
            Assert.Equal(100, Assert.Single((await last.SearchIssuesAsync(new IssueQuery { ProjectId = SharedSchema.Project }, Cancellation)).Items).Count);
            Assert.Equal(1, (await new PostgreSqlDocumentStore(hosts[1]).FindAsync(SharedSchema.Here, Note.Type, "seed", Cancellation))!.Version);
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }

            await ExecuteAsync($"drop database {Name} with (force)");
        }
    }

    [Fact]
    public async Task What_a_role_has_set_for_its_sessions_changes_nothing()
    {
        string[] settings =
        [
            "standard_conforming_strings=off", "backslash_quote=off", "bytea_output=escape", "DateStyle=German", "TimeZone=Asia/Kathmandu", "IntervalStyle=sql_standard", "search_path=nowhere",
            "extra_float_digits=-3", "array_nulls=off", "default_transaction_isolation=serializable", "row_security=off", "plan_cache_mode=force_generic_plan", "quote_all_identifiers=on",
        ];
        await using var schema = new SharedSchema(server);
        var store = schema.Open($";Options={string.Join(' ', settings.Select(setting => $"-c {setting}"))}");
        using var errors = new PostgreSqlErrorStore(store);
        var sent = Gen.Sample(StoreGenerators.GroupedEvent(TimeProvider.System.GetUtcNow()), 20, 50).DistinctBy(item => (item.ProjectId, item.EventId)).ToImmutableArray();

        var results = await errors.AppendAsync(sent, Cancellation);

        foreach (var (item, result) in sent.Zip(results))
        {
            var found = await errors.GetEventAsync(item.ProjectId, item.EventId, Cancellation);
            Assert.Equal((result.IssueId, item.Title, item.Timestamp, item.ReceivedAt), (found!.IssueId, found.Event.Title, found.Event.Timestamp, found.Event.ReceivedAt));
            Assert.Equal(item.Tags, found.Event.Tags);
            Assert.True(item.Payload.Span.SequenceEqual(found.Event.Payload.Span));
        }

        var documents = new PostgreSqlDocumentStore(store);
        await documents.CommitAsync(SharedSchema.Put(new Note { Key = "it's \\ \0", Text = "'\\'" }), Cancellation);
        Assert.Equal("'\\'", (await documents.FindAsync(SharedSchema.Here, Note.Type, "it's \\ \0", Cancellation))!.Value.Text);
    }

    [Theory]
    [InlineData("Host=db;Usernam=x;Password=not-to-be-seen", "usernam")]
    [InlineData("Host=db;Port=many;Password=not-to-be-seen", "port")]
    [InlineData("Host=db;Password=not-to-be-seen;;=", "pairs such as")]
    [InlineData("postgres://me:not-to-be-seen@db/x", "pairs such as")]
    public void A_slip_in_the_connection_string_is_named_and_no_password_shown(string connection, string named)
    {
        var services = new ServiceCollection();
        services.AddMonitoring().UsePostgreSql(o => o.ConnectionString = connection);
        using var provider = services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<PostgreSqlOptions>>().Value);

        Assert.Contains(named, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("not-to-be-seen", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_providers_may_share_the_ports_and_one_that_has_none_is_not_reported()
    {
        var services = new ServiceCollection();
        services.AddMonitoring().UsePostgreSql(o => o.ConnectionString = "Host=nowhere", StorePorts.Errors);
        Assert.Contains(services, IsOf<Storage.Errors.IErrorStore>);
        Assert.DoesNotContain(services, IsOf<IDocumentStore>);
        Assert.DoesNotContain(services, IsOf<Storage.Blobs.IBlobStore>);
        Assert.Contains(services, IsHealth);

        // Another provider has taken the rest.
        services.AddMonitoring().UsePostgreSql(ports: StorePorts.Documents | StorePorts.Blobs);
        var unused = new ServiceCollection();
        foreach (var taken in services.Where(service => IsOf<Storage.Errors.IErrorStore>(service) || IsOf<IDocumentStore>(service) || IsOf<Storage.Blobs.IBlobStore>(service)))
        {
            ((ICollection<ServiceDescriptor>)unused).Add(taken);
        }

        unused.AddMonitoring().UsePostgreSql(o => o.ConnectionString = "Host=nowhere");
        Assert.Equal(3, unused.Count(service => service.ImplementationType?.Name.EndsWith("Store", StringComparison.Ordinal) == true && service.ServiceType.IsInterface));
        Assert.DoesNotContain(unused, IsHealth);
    }

    private static bool IsOf<T>(ServiceDescriptor service) => service.ServiceType == typeof(T);

    private static bool IsHealth(ServiceDescriptor service) => service.ServiceType == typeof(IStoreHealth) && service.ImplementationType?.Name == "PostgreSqlHealth";

    private static async Task<StorageUnavailableException> RefusalAsync(string connection)
    {
        await using var database = new Database(new PostgreSqlOptions { ConnectionString = connection, Schema = "not_there" });
        return await Assert.ThrowsAsync<StorageUnavailableException>(() => Migrator.RunAsync(database, NullLogger.Instance, Cancellation));
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
