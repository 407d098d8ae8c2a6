using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Documents;
using Monitoring.Storage.Sqlite.Errors;

namespace Monitoring.Storage.Sqlite.Tests.Crashes;

/// <summary>A process that is killed at any moment while it writes has lost nothing that it was answered, and left nothing in part.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-sqlite-").FullName;

    private string Database => Path.Combine(_directory, "monitoring.db");

    private string Answers => Path.Combine(_directory, "answers");

    /// <summary>5 normally, 200 in the long tier; <c>MONITORING_KILL_ROUNDS</c> sets any number.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MONITORING_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds
        : Environment.GetEnvironmentVariable("MONITORING_LONG") == "1" ? 200 : 5;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_was_answered_survives_kill_9()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 1; round <= Rounds; round++)
        {
            var answered = await KillAsync(random);

            output.WriteLine($"seed {seed}, round {round}: {answered.Length} answered");
            await AssertWholeAsync(answered);
        }
    }

    /// <summary>Lets a process write until it has been answered a few times more, and kills it.</summary>
    /// <returns>All that was answered, in this round and before.</returns>
    private async Task<string[]> KillAsync(Random random)
    {
        var before = Length();
        using var process = Start();
        var patience = Stopwatch.StartNew();
        while (Length() == before && !process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(1))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await Task.Delay(random.Next(300), TestContext.Current.CancellationToken);
        var exited = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(exited, "The process ended by itself.");
        Assert.True(Length() > before, "The process wrote nothing.");

        // What comes after the last line end may be cut off, and was not answered as far as anybody knows.
        return (await File.ReadAllTextAsync(Answers, TestContext.Current.CancellationToken)).Split('\n')[..^1];
    }

    private long Length() => File.Exists(Answers) ? new FileInfo(Answers).Length : 0;

    /// <summary>This program with one test alone, which does not end.</summary>
    private Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(KillTests).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? program + ".exe" : program, ["-explicit", "only", "-class", typeof(Victim).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { [Victim.Variable] = _directory },
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private async Task AssertWholeAsync(string[] answered)
    {
        using var database = SqliteBuilderExtensions.Open(Database, [Victim.Type]);
        var errors = new SqliteErrorStore(database, TimeProvider.System, null);
        var documents = new SqliteDocumentStore(database, TimeProvider.System);
        foreach (var line in answered)
        {
            Assert.NotNull(EventId.TryParse(line, out var id)
                ? await errors.GetEventAsync(Victim.Project, id, TestContext.Current.CancellationToken)
                : await documents.GetAsync(Partition.Host, Victim.Type, line, TestContext.Current.CancellationToken) as object);
        }

        // Nothing is there in part: each event counts once in its issue, each document has its signal and its entry.
        Assert.Equal("ok", await ReadAsync(database, "pragma integrity_check"));
        Assert.Equal("0", await ReadAsync(database, "select count(*) from pragma_foreign_key_check"));
        Assert.Equal(await ReadAsync(database, "select count(*) from events"), await ReadAsync(database, "select ifnull(sum(count), 0) from hashes"));
        Assert.Equal(await ReadAsync(database, "select count(*) from events"), await ReadAsync(database, "select ifnull(sum(count), 0) from hours"));
        Assert.Equal(await ReadAsync(database, "select count(*) from events"), await ReadAsync(database, "select count(*) from payloads"));
        Assert.Equal(await ReadAsync(database, "select count(*) from issues"), await ReadAsync(database, "select count(*) from transitions"));
        Assert.Equal(await ReadAsync(database, "select count(*) from documents"), await ReadAsync(database, "select count(*) from signals"));
        Assert.Equal(await ReadAsync(database, "select count(*) from documents"), await ReadAsync(database, "select count(*) from index_entries"));
    }

    private static ValueTask<string?> ReadAsync(SqliteDatabase database, string sql) =>
        database.ReadAsync(session => session.Find(sql, row => row.GetString(0)), TestContext.Current.CancellationToken);
}
