using System.Diagnostics;
using System.Globalization;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.Storage.PostgreSql.Errors;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Crashes;

/// <summary>
/// Two hosts on one database, of which one is killed at any moment, and now and then the database: nothing that was answered is lost, nothing counts twice, and each timer
/// fires effectively once.
/// </summary>
public sealed class HostKillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _answers = Path.Combine(Path.GetTempPath(), $"monitoring-answers-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>6 normally, 200 in the long tier; <c>MONITORING_KILL_ROUNDS</c> sets any number.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MONITORING_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds
        : Environment.GetEnvironmentVariable("MONITORING_LONG") == "1" ? 200 : 6;

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_answers) + "*"))
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_was_answered_survives_kill_9_and_counts_once()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        _ = server.ConnectionString;
        await using var schema = new SharedSchema(server);
        await schema.Open().OpenAsync(Cancellation);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var hosts = new List<Process> { Start(server, schema.Schema, 0), Start(server, schema.Schema, 1) };
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await AnsweredAsync(hosts, random.Next(20, 200));
                await AfterKillAsync(server, schema, hosts, random, round);
                output.WriteLine($"seed {seed}, round {round}: {Read().Length} answers");
            }
        }
        finally
        {
            hosts.ForEach(Kill);
        }

        await AssertOnceAsync(server, schema, Read());
    }

    private static void Kill(Process host)
    {
        host.Kill();
        host.WaitForExit();
        host.Dispose();
    }

    /// <summary>Kills a host and starts it again or, each third time, a session's process: then the server throws all sessions out and recovers from its log.</summary>
    private async Task AfterKillAsync(PostgresServer server, SharedSchema schema, List<Process> hosts, Random random, int round)
    {
        Assert.All(hosts, host => Assert.False(host.HasExited, "A host ended by itself."));
        if (round % 3 == 0 && server.IsStartedHere)
        {
            var session = await schema.AskAsync("select pid from pg_stat_activity where application_name = 'monitoring' order by state <> 'idle' desc limit 1");
            using var killed = Process.GetProcessById((int)session);
            killed.Kill();
            return;
        }

        var victim = random.Next(hosts.Count);
        Kill(hosts[victim]);
        hosts[victim] = Start(server, schema.Schema, round + 1);
    }

    /// <summary>Waits until both hosts together were answered so many times more.</summary>
    private async Task AnsweredAsync(List<Process> hosts, int more)
    {
        var wanted = Read().Length + more;
        var answers = await Eventually.ReadAsync(() => Task.FromResult(Read().Length), count => count >= wanted || hosts.Exists(host => host.HasExited));
        Assert.True(answers >= wanted, $"{answers} answers, {wanted} were waited for.");
    }

    /// <summary>This program with one test alone, which does not end.</summary>
    private Process Start(PostgresServer server, string schema, int number)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(Victim).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(program, ["-explicit", "only", "-class", typeof(Victim).FullName!])
        {
            RedirectStandardOutput = true,
            Environment = { [Victim.Variable] = $"{server.ConnectionString};Maximum Pool Size=8\n{schema}\n{_answers}-{number}", ["MONITORING_TEST_POSTGRES"] = server.ConnectionString },
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>All answers; what comes after the last line end was not answered as far as anybody knows.</summary>
    private string[] Read() => [.. Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_answers) + "*").SelectMany(ReadFile)];

    private static string[] ReadFile(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd().Split('\n')[..^1];
    }

    /// <summary>Whether the server, of which a session was killed, has recovered.</summary>
    private static async Task<bool> IsBackAsync(SharedSchema schema)
    {
        try
        {
            return await schema.AskAsync("select 1") == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task AssertOnceAsync(PostgresServer server, SharedSchema schema, string[] answered)
    {
        await Eventually.ReadAsync(() => IsBackAsync(schema), isBack => isBack);
        await using var store = Victim.Open(server.ConnectionString, schema.Schema);
        using var errors = new PostgreSqlErrorStore(store);
        var documents = new PostgreSqlDocumentStore(store);

        // Timers that were set by a host that died, or claimed by one, are due once their lease is over.
        await Eventually.ReadAsync(
            async () => await Victim.HandleTimersAsync(documents, "the last", TimeSpan.FromSeconds(30)) + await schema.AskAsync("select count(*) from timer"),
            left => left == 0);
        foreach (var line in answered.Distinct())
        {
            Assert.NotNull(EventId.TryParse(line, out var id)
                ? await errors.GetEventAsync(Victim.Project, id, Cancellation)
                : await documents.GetAsync(Victim.Here, Note.Type, line, Cancellation) as object);
        }

        var events = await schema.AskAsync("select count(*) from event");
        Assert.Equal(events, await schema.AskAsync("select count(distinct event_id) from event"));
        Assert.Equal(events, await schema.AskAsync("select count(distinct event_id) from seen"));
        Assert.Equal(events, await schema.AskAsync("select sum(events) from hash"));
        Assert.Equal(events, await schema.AskAsync("select sum(events) from hash_hour"));
        Assert.Equal(events, await schema.AskAsync("select sum(events) from issue_count"));
        Assert.Equal(await schema.AskAsync("select count(*) from issue"), (await errors.ReadTransitionsAsync(0, 1_000, Cancellation)).Count(told => told.Kind == IssueTransitionKind.Opened));
        Assert.Equal(await schema.AskAsync("select count(*) from document"), await schema.AskAsync("select count(*) from signal"));
        var tags = 0L;
        foreach (var issue in (await errors.SearchIssuesAsync(new IssueQuery { ProjectId = Victim.Project, Limit = 100 }, Cancellation)).Items)
        {
            tags += (await errors.GetTagsAsync(issue.Id, Cancellation)).Sum(tag => tag.Total);
        }

        Assert.Equal(events, tags);
    }
}
