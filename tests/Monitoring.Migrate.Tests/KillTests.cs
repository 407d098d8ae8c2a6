using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Migrate.Tests;

/// <summary>A copy that is killed at any moment goes on when it is run again, also when all was done already; nothing is missing or there twice in the end.</summary>
public sealed class KillTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Over = "All is the same on both sides.";
    private const int MaxRuns = 100;

    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-migrate-").FullName;
    private readonly string _schema = $"k_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
    private readonly Random _random = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>1 normally, 20 in the long tier; <c>MONITORING_KILL_ROUNDS</c> sets any number.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MONITORING_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : Scale.Count(1, 20);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancellation);
        for (var round = 1; round <= Rounds; round++)
        {
            await using var drop = new NpgsqlCommand($"drop schema if exists {_schema}_{round} cascade", connection);
            await drop.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Copies_to_PostgreSql_and_back_that_are_killed_go_on_and_lose_nothing()
    {
        var first = Path.Combine(_directory, "first");
        IReadOnlyList<string> before;
        await using (var source = OpenLiteDb(first))
        {
            await Filled.FillAsync(source, Scale.Count(600, 20_000));
            before = await Filled.ShowAsync(source);
        }

        for (var round = 1; round <= Rounds; round++)
        {
            var schema = $"{_schema}_{round}";
            var second = Path.Combine(_directory, $"second-{round}");
            await KillUntilOverAsync("copy", "--from", $"litedb:{first}", "--to", $"postgres:{server.ConnectionString}", "--to-schema", schema);
            await using (var there = OpenPostgres(schema))
            {
                Assert.Equal(before, await Filled.ShowAsync(there));
            }

            await KillUntilOverAsync("copy", "--from", $"postgres:{server.ConnectionString}", "--from-schema", schema, "--to", $"litedb:{second}");
            await using (var back = OpenLiteDb(second))
            {
                Assert.Equal(before, await Filled.ShowAsync(back));
            }

            Directory.Delete(second, recursive: true);
        }
    }

    [Fact]
    public async Task A_backup_and_a_restore_that_are_killed_again_and_again_go_on_and_lose_nothing()
    {
        var first = Path.Combine(_directory, "first");
        IReadOnlyList<string> before;
        await using (var source = OpenLiteDb(first))
        {
            await Filled.FillAsync(source, Scale.Count(600, 20_000));
            before = await Filled.ShowAsync(source);
        }

        for (var round = 1; round <= Rounds; round++)
        {
            var archive = Path.Combine(_directory, $"{round}.archive");
            var schema = $"{_schema}_r{round}";
            var second = Path.Combine(_directory, $"restored-{round}");
            await KillUntilThereAsync(archive, "backup", "--from", $"litedb:{first}", "--to", archive);
            using (var compared = Start(["verify", "--from", archive, "--to", $"litedb:{first}"]))
            {
                var said = await compared.StandardOutput.ReadToEndAsync(Cancellation);
                await compared.WaitForExitAsync(Cancellation);
                Assert.True(compared.ExitCode == ExitCodes.Fine, said);
            }

            await KillUntilOverAsync("restore", "--from", archive, "--to", $"postgres:{server.ConnectionString}", "--to-schema", schema);
            await using (var there = OpenPostgres(schema))
            {
                Assert.Equal(before, await Filled.ShowAsync(there));
            }

            await KillUntilOverAsync("restore", "--from", archive, "--to", $"litedb:{second}");
            await using (var back = OpenLiteDb(second))
            {
                Assert.Equal(before, await Filled.ShowAsync(back));
            }

            Directory.Delete(second, recursive: true);
        }
    }

    /// <summary>Lets a backup run a little longer each time until its file has its name, which is when it is whole.</summary>
    private async Task KillUntilThereAsync(string archive, params string[] arguments)
    {
        List<int> kills = [];
        for (var run = 0; run < MaxRuns && !File.Exists(archive); run++)
        {
            var patience = 250 + _random.Next(run * 500);
            await RunAsync(arguments, patience);
            kills.Add(patience);
        }

        output.WriteLine($"killed after {string.Join(", ", kills)} ms");
        Assert.True(File.Exists(archive) && kills.Count > 1, $"There is no archive, or none was killed, in {kills.Count} runs.");
        Assert.Empty(Directory.GetFiles(_directory, "*.partial"));
    }

    /// <summary>Lets it run a little longer each time, so that it is killed in every phase; the one that comes to its end is killed while it ends, and run once more.</summary>
    private async Task KillUntilOverAsync(params string[] arguments)
    {
        List<int> kills = [];
        for (var run = 0; run < MaxRuns; run++)
        {
            var patience = 250 + _random.Next(run * 1_000);
            if (await RunAsync(arguments, patience))
            {
                output.WriteLine($"killed after {string.Join(", ", kills)} ms");
                Assert.NotEmpty(kills);
                using var again = Start(arguments);
                var said = again.StandardOutput.ReadToEndAsync(Cancellation);
                var failed = await again.StandardError.ReadToEndAsync(Cancellation);
                await again.WaitForExitAsync(Cancellation);
                Assert.True(again.ExitCode == ExitCodes.Fine, $"Run again it ended with {again.ExitCode}: {await said}{failed}");
                Assert.Contains(Over, await said, StringComparison.Ordinal);
                return;
            }

            kills.Add(patience);
        }

        Assert.Fail($"It does not come to its end in {MaxRuns} runs.");
    }

    /// <returns>Whether it had said that all is there when it was killed.</returns>
    private async Task<bool> RunAsync(string[] arguments, int patience)
    {
        using var process = Start(arguments);
        var failed = process.StandardError.ReadToEndAsync(Cancellation);
        var said = new List<string>();
        using (var alarm = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            alarm.CancelAfter(patience);
            try
            {
                while (await process.StandardOutput.ReadLineAsync(alarm.Token) is { } line)
                {
                    said.Add(line);
                    if (line == Over)
                    {
                        await Task.Delay(_random.Next(30), alarm.Token);
                        break;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                Cancellation.ThrowIfCancellationRequested();
            }
        }

        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode is ExitCodes.Fine or 128 + 9, $"It ended with {process.ExitCode}: {string.Join('\n', said)}{await failed}");
        return said.Contains(Over);
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Monitoring.Migrate.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static ServiceProvider OpenLiteDb(string directory) => Filled.Open(builder => builder.UseLiteDb(options => options.Directory = directory));

    private ServiceProvider OpenPostgres(string schema) => Filled.Open(builder => builder.UsePostgreSql(options =>
    {
        options.ConnectionString = server.ConnectionString;
        options.Schema = schema;
    }));
}
