using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Faults;

/// <summary>Sessions that the server ends in the middle.</summary>
public sealed class KilledSessionTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_whose_session_ends_before_anything_could_be_durable_is_made_again()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlDocumentStore(schema.Open());
        var version = (await store.CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation)).Versions[0];
        await using var blocker = await schema.ConnectAsync();
        await using var held = await HoldAsync(blocker, "select from document for update");

        var commit = store.CommitAsync(SharedSchema.Put(new Note { Key = "k", Number = 1 }, version) with { Signals = [SharedSchema.Signal()] }, Cancellation).AsTask();
        Assert.Equal(1, await Eventually.ReadAsync(() => schema.TerminateAsync(), count => count == 1));
        await held.RollbackAsync(Cancellation);

        Assert.Equal(CommitOutcome.Committed, (await commit).Outcome);
        Assert.Equal(1, await schema.AskAsync("select count(*) from signal"));
    }

    [Fact]
    public async Task A_commit_whose_session_ends_when_it_was_sent_is_not_made_again_but_told()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlDocumentStore(schema.Open());
        await store.CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation);
        await using var blocker = await schema.ConnectAsync();
        await using var held = await HoldAsync(blocker, "select from outbox for update");

        var commit = store.CommitAsync(SharedSchema.Put(new Note { Key = "k", Number = 1 }) with { Signals = [SharedSchema.Signal()] }, Cancellation).AsTask();
        Assert.Equal(1, await Eventually.ReadAsync(() => schema.TerminateAsync(), count => count == 1));
        await held.RollbackAsync(Cancellation);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => commit);
        Assert.Equal(0, (await store.FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation))!.Value.Number);
        Assert.Equal(0, await schema.AskAsync("select count(*) from signal"));
    }

    [Fact]
    public async Task Commits_while_sessions_end_at_random_hold_as_a_whole_or_not_at_all_and_what_was_answered_holds()
    {
        await using var schema = new SharedSchema(server);
        var store = new PostgreSqlDocumentStore(schema.Open());
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        over.CancelAfter(TimeSpan.FromSeconds(4));
        var killing = KillAsync(schema, over.Token);

        var callers = await Task.WhenAll(Enumerable.Range(0, 6).Select(caller => WriteAsync(store, caller, over.Token)));
        Assert.True(await killing > 5, "Hardly a session was ended.");

        foreach (var (caller, answered, told) in callers)
        {
            var pair = await Task.WhenAll(new[] { "a", "b" }.Select(key => store.FindAsync(Partition.Of(new ProjectId(caller + 1)), Note.Type, key, Cancellation).AsTask()));
            Assert.Equal(pair[0]!.Value.Number, pair[1]!.Value.Number);
            Assert.InRange(pair[0]!.Value.Number, answered, answered + told);
            Assert.Equal(pair[0]!.Value.Number, await schema.AskAsync($"select count(*) from signal where project_id = {caller + 1}"));
        }
    }

    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection connection, string statement)
    {
        var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(statement, connection, transaction);
        await command.ExecuteNonQueryAsync(Cancellation);
        return transaction;
    }

    private static async Task<long> KillAsync(SharedSchema schema, CancellationToken over)
    {
        var killed = 0L;
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(Random.Shared.Next(20, 120), Cancellation);
            killed += await schema.TerminateAsync(waiting: false);
        }

        return killed;
    }

    /// <summary>Raises two documents by one with a signal, again and again.</summary>
    private static async Task<(int Caller, int Answered, int Told)> WriteAsync(PostgreSqlDocumentStore store, int caller, CancellationToken over)
    {
        var (answered, told) = (0, 0);
        var partition = Partition.Of(new ProjectId(caller + 1));
        while (!over.IsCancellationRequested || answered == 0)
        {
            try
            {
                var found = await store.FindAsync(partition, Note.Type, "a", Cancellation);
                var (number, version) = ((found?.Value.Number ?? 0) + 1, found?.Version ?? 0);
                var result = await store.CommitAsync(
                    new DocumentCommit
                    {
                        Partition = partition,
                        Puts = [Note.Type.Put(new Note { Key = "a", Number = number }, version), Note.Type.Put(new Note { Key = "b", Number = number })],
                        Signals = [SharedSchema.Signal()],
                    },
                    Cancellation);
                Assert.Equal(CommitOutcome.Committed, result.Outcome);
                answered++;
            }
            catch (StorageUnavailableException)
            {
                told++;
            }
        }

        return (caller, answered, told);
    }
}
