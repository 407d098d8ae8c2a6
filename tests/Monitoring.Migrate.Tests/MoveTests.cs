using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Monitoring.Migrate.Tests;

/// <summary>All that is in one store is in the other one afterwards, and each goes on from there.</summary>
public sealed class MoveTests(PostgresServer server) : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-migrate-").FullName;
    private readonly string _schema = $"m_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string First => Path.Combine(_directory, "first");

    private string Second => Path.Combine(_directory, "second");

    private string Archive => Path.Combine(_directory, "monitoring.archive");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var drop = new NpgsqlCommand($"drop schema if exists {_schema} cascade", connection);
        await drop.ExecuteNonQueryAsync(Cancellation);
    }

    [Fact]
    public async Task Everything_comes_through_a_move_to_PostgreSql_and_back()
    {
        IReadOnlyList<string> before;
        await using (var first = OpenLiteDb(First))
        {
            await Filled.FillAsync(first, 3_000);
            before = await Filled.ShowAsync(first);
        }

        await RunAsync(ExitCodes.Fine, "copy", "--from", $"litedb:{First}", "--to", $"postgres:{server.ConnectionString}", "--to-schema", _schema);
        await using (var postgres = OpenPostgres())
        {
            Assert.Equal(before, await Filled.ShowAsync(postgres));
        }

        await RunAsync(ExitCodes.Fine, "copy", "--from", $"postgres:{server.ConnectionString}", "--from-schema", _schema, "--to", $"litedb:{Second}");
        await using (var second = OpenLiteDb(Second))
        {
            Assert.Equal(before, await Filled.ShowAsync(second));
        }
    }

    [Fact]
    public async Task Both_ends_of_a_move_go_on_alike()
    {
        await using (var first = OpenLiteDb(First))
        {
            await Filled.FillAsync(first, 600);
        }

        await RunAsync(ExitCodes.Fine, "copy", "--from", $"litedb:{First}", "--to", $"postgres:{server.ConnectionString}", "--to-schema", _schema);
        await using var litedb = OpenLiteDb(First);
        await using var postgres = OpenPostgres();

        // Some are repetitions, also of events that are gone.
        var random = new Random(18);
        GroupedEvent[] events = [.. Enumerable.Range(400, 400).Select(number => Filled.Event(random, number))];
        var here = await litedb.GetRequiredService<IErrorStore>().AppendAsync([.. events], Cancellation);
        var there = await postgres.GetRequiredService<IErrorStore>().AppendAsync([.. events], Cancellation);
        Assert.Equal(here.Select(result => result.Outcome), there.Select(result => result.Outcome));
        Assert.Contains(here, result => result.Outcome == EventAppendOutcome.Duplicate);
        var opened = here.Where(result => result.Outcome == EventAppendOutcome.NewIssue).Select(result => result.IssueId).ToHashSet();
        var known = Enumerable.Range(0, here.Length).Where(i => !opened.Contains(here[i].IssueId)).ToList();
        Assert.Equal(known.Select(i => here[i].IssueId), known.Select(i => there[i].IssueId));
        var claims = await postgres.GetRequiredService<IDocumentStore>().ClaimDueAsync("remind", "another", TimeSpan.FromMinutes(1), 1_000, Cancellation);
        Assert.Equal(
            (await litedb.GetRequiredService<IDocumentStore>().ClaimDueAsync("remind", "another", TimeSpan.FromMinutes(1), 1_000, Cancellation)).Select(claim => (claim.Timer, claim.Attempt)),
            claims.Select(claim => (claim.Timer, claim.Attempt)));
    }

    [Fact]
    public async Task Everything_comes_through_a_backup_and_its_restoring()
    {
        IReadOnlyList<string> before;
        await using (var first = OpenLiteDb(First))
        {
            await Filled.FillAsync(first, 1_500);
            before = await Filled.ShowAsync(first);
        }

        await RunAsync(ExitCodes.Fine, "backup", "--from", $"litedb:{First}", "--to", Archive);
        await RunAsync(ExitCodes.Fine, "verify", "--from", Archive, "--to", $"litedb:{First}");
        await RunAsync(ExitCodes.Fine, "restore", "--from", Archive, "--to", $"litedb:{Second}");

        await using var second = OpenLiteDb(Second);
        Assert.Equal(before, await Filled.ShowAsync(second));
        Assert.False(File.Exists(Archive + ".partial"));
    }

    [Fact]
    public async Task A_target_that_holds_something_is_refused_and_not_changed()
    {
        await using (var first = OpenLiteDb(First))
        {
            await Filled.FillAsync(first, 200);
        }

        IReadOnlyList<string> before;
        await using (var second = OpenLiteDb(Second))
        {
            await Filled.FillAsync(second, 100);
            before = await Filled.ShowAsync(second);
        }

        var (_, errors) = await RunAsync(ExitCodes.TargetInUse, "copy", "--from", $"litedb:{First}", "--to", $"litedb:{Second}");

        Assert.Contains("holds", errors, StringComparison.Ordinal);
        await using var after = OpenLiteDb(Second);
        Assert.Equal(before, await Filled.ShowAsync(after));
    }

    [Fact]
    public async Task A_copy_that_is_over_writes_nothing_when_it_is_run_again()
    {
        await using (var first = OpenLiteDb(First))
        {
            await Filled.FillAsync(first, 200);
        }

        string[] arguments = ["copy", "--from", $"litedb:{First}", "--to", $"litedb:{Second}"];
        await RunAsync(ExitCodes.Fine, arguments);
        var (again, _) = await RunAsync(ExitCodes.Fine, arguments);
        Assert.Contains("over before", again, StringComparison.Ordinal);

        IReadOnlyList<string> used;
        await using (var second = OpenLiteDb(Second))
        {
            await second.GetRequiredService<IErrorStore>().AppendAsync([Filled.Event(new Random(1), 999_999)], Cancellation);
            used = await Filled.ShowAsync(second);
        }

        var (differing, _) = await RunAsync(ExitCodes.Different, arguments);
        Assert.Contains("events differ", differing, StringComparison.Ordinal);

        await using (var first = OpenLiteDb(First))
        {
            await first.GetRequiredService<IErrorStore>().AppendAsync([Filled.Event(new Random(2), 999_998)], Cancellation);
        }

        await RunAsync(ExitCodes.TargetInUse, arguments);
        await using var after = OpenLiteDb(Second);
        Assert.Equal(used, await Filled.ShowAsync(after));
    }

    [Fact]
    public async Task What_differs_is_told()
    {
        await using (var first = OpenLiteDb(First))
        {
            await Filled.FillAsync(first, 200);
        }

        await RunAsync(ExitCodes.Fine, "copy", "--from", $"litedb:{First}", "--to", $"litedb:{Second}");
        await using (var second = OpenLiteDb(Second))
        {
            await second.GetRequiredService<IErrorStore>().AppendAsync([Filled.Event(new Random(1), 999_999)], Cancellation);
        }

        var (output, _) = await RunAsync(ExitCodes.Different, "verify", "--from", $"litedb:{First}", "--to", $"litedb:{Second}");

        Assert.Contains("events differ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("documents differ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_a_host_has_open_is_refused()
    {
        await using var first = OpenLiteDb(First);
        await Filled.FillAsync(first, 100);

        var (_, errors) = await RunAsync(ExitCodes.Failed, "copy", "--from", $"litedb:{First}", "--to", $"litedb:{Second}");

        Assert.Contains("in use", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Second));
    }

    private static ServiceProvider OpenLiteDb(string directory) => Filled.Open(builder => builder.UseLiteDb(options => options.Directory = directory));

    private ServiceProvider OpenPostgres() => Filled.Open(builder => builder.UsePostgreSql(options =>
    {
        options.ConnectionString = server.ConnectionString;
        options.Schema = _schema;
    }));

    private static async Task<(string Output, string Errors)> RunAsync(int expected, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Tool.RunAsync(arguments, _ => null, output, errors, isTerminal: false, Cancellation);
        Assert.True(expected == code, $"{string.Join(' ', arguments)} ended with {code} instead of {expected}:{Environment.NewLine}{output}{errors}");
        return (output.ToString(), errors.ToString());
    }
}
