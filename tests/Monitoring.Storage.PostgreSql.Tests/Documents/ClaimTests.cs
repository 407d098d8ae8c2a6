using System.Diagnostics;
using System.Globalization;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Documents;

/// <summary>What claims of timers see of commits at the same time.</summary>
public sealed class ClaimTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_that_waits_sees_all_or_nothing_of_a_commit_meanwhile()
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];
        await hosts[0].CommitAsync(Set("early", "late"), Cancellation);
        await using var other = await schema.ConnectAsync();
        await using var held = await other.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(other, $"select from timer where key = '{Named("late")}' for update");

        var claiming = hosts[0].ClaimDueAsync("kind", "owner", TimeSpan.FromMinutes(5), 10, Cancellation).AsTask();
        await UntilWaitingAsync(schema, 1);
        var committing = hosts[1].CommitAsync(Set("new") with { CancelledTimers = [Key("early")] }, Cancellation).AsTask();
        await Task.WhenAny(committing, UntilWaitingAsync(schema, 2));
        await held.RollbackAsync(Cancellation);

        var claimed = string.Join(' ', (await claiming).Select(claim => claim.Timer.Key).Order());
        await committing;
        Assert.Contains(claimed, (string[])["early late", "late new"]);
    }

    [Theory]
    [InlineData("c", "b", "a c")]
    [InlineData("a c", "b", "a c")]
    [InlineData("b c", "", "a b c")]
    public async Task A_claim_that_met_a_commit_sees_all_of_it(string set, string cancelled, string due)
    {
        await using var schema = new SharedSchema(server);
        PostgreSqlDocumentStore[] hosts = [new(schema.Open()), new(schema.Open())];
        await hosts[0].CommitAsync(Set("a", "b"), Cancellation);

        var commit = Set(set.Split(' ')) with { CancelledTimers = [.. cancelled.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Key)] };

        // The commit has set its timers, and waits for its positions in the outbox.
        await using var other = await schema.ConnectAsync();
        await using var held = await other.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(other, "select from outbox for update");
        var committing = hosts[1].CommitAsync(commit with { Signals = [SharedSchema.Signal()] }, Cancellation).AsTask();
        await UntilWaitingAsync(schema, 1);
        var claiming = hosts[0].ClaimDueAsync("kind", "owner", TimeSpan.FromMinutes(5), 10, Cancellation).AsTask();
        await UntilWaitingAsync(schema, 2);
        await held.RollbackAsync(Cancellation);

        await committing;
        Assert.Equal(due.Split(' '), (await claiming).Select(claim => claim.Timer.Key).Order());
    }

    [Fact]
    public async Task A_commit_takes_its_timers_in_the_order_of_claims_whatever_it_does_to_them()
    {
        await using var schema = new SharedSchema(server);
        var host = new PostgreSqlDocumentStore(schema.Open());
        await host.CommitAsync(Set("a", "b"), Cancellation);
        await using var other = await schema.ConnectAsync();
        await using var held = await other.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(other, $"select from timer where key = '{Named("a")}' for update");

        var committing = host.CommitAsync(Set("a") with { CancelledTimers = [Key("b")] }, Cancellation).AsTask();
        await UntilWaitingAsync(schema, 1);

        Assert.Equal(1, await schema.AskAsync($"select count(*) from (select from timer where key = '{Named("b")}' for update skip locked) as free"));
        await held.RollbackAsync(Cancellation);
        await committing;
    }

    private static DocumentCommit Set(params string[] keys) => new()
    {
        Partition = SharedSchema.Here,
        Timers = [.. keys.Select(key => new TimerSchedule { Timer = Key(key), DueAt = DateTimeOffset.UnixEpoch })],
    };

    private static TimerKey Key(string key) => new() { Kind = "kind", Key = key };

    private static string Named(string key) => string.Create(CultureInfo.InvariantCulture, $@"\x{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key))}");

    /// <summary>Waits until so many sessions of the schema's hosts wait for locks.</summary>
    private static async Task UntilWaitingAsync(SharedSchema schema, int sessions)
    {
        for (var since = Stopwatch.StartNew(); ;)
        {
            var waiting = await schema.AskAsync(
                $"""select count(*) from pg_stat_activity where application_name = 'monitoring' and query like '%"{schema.Schema}".%' and wait_event_type = 'Lock'""");
            if (waiting >= sessions)
            {
                return;
            }

            Assert.True(since.Elapsed < TimeSpan.FromSeconds(20), $"{waiting} sessions wait, not {sessions}.");
            await Task.Delay(20, Cancellation);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
