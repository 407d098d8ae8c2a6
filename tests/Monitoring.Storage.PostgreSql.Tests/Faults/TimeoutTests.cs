using System.Diagnostics;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Faults;

/// <summary>Statements that take too long, by the server's measure or by the client's.</summary>
public sealed class TimeoutTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(";Options=-c statement_timeout=1000", "select from document for update")]
    [InlineData(";Command Timeout=1", "select from document for update")]
    [InlineData(";Options=-c lock_timeout=20", "select from document for update")]
    [InlineData(";Options=-c statement_timeout=1000", "select from outbox for update")]
    [InlineData(";Command Timeout=1", "select from outbox for update")]
    public async Task A_statement_that_takes_too_long_is_told_and_changes_nothing(string settings, string holding)
    {
        await using var schema = new SharedSchema(server, $"{settings} {holding}");
        var store = new PostgreSqlDocumentStore(schema.Open(settings));
        await store.CommitAsync(SharedSchema.Put(new Note { Key = "k" }), Cancellation);
        await using var blocker = await schema.ConnectAsync();
        await using var held = await blocker.BeginTransactionAsync(Cancellation);
        await using (var hold = new NpgsqlCommand(holding, blocker, held))
        {
            await hold.ExecuteNonQueryAsync(Cancellation);
        }

        var began = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<StorageUnavailableException>(
            async () => await store.CommitAsync(SharedSchema.Put(new Note { Key = "k", Number = 1 }) with { Signals = [SharedSchema.Signal()] }, Cancellation));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(15));

        await held.RollbackAsync(Cancellation);
        Assert.Equal(0, (await store.FindAsync(SharedSchema.Here, Note.Type, "k", Cancellation))!.Value.Number);
        Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(SharedSchema.Put(new Note { Key = "k", Number = 2 }), Cancellation)).Outcome);
    }
}
