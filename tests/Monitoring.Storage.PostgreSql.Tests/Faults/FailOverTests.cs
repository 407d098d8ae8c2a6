using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Tests.Faults;

/// <summary>A primary that ends, and a standby that takes its place.</summary>
public sealed class FailOverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_names_both_servers_goes_on_with_the_promoted_one()
    {
        await using var primary = new PostgresServer();
        await primary.InitializeAsync();
        _ = primary.ConnectionString;
        if (!primary.IsStartedHere)
        {
            Assert.Skip("The server was not started here, so it is not ended here either.");
        }

        await using var standby = new PostgresServer { StandbyOf = primary, Settings = ["fsync=off", "recovery_min_apply_delay=2s"] };
        await standby.InitializeAsync();
        await using var schema = new SharedSchema(standby);
        var store = new PostgreSqlDocumentStore(schema.Open($";Host={Endpoint(standby)},{Endpoint(primary)}"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => store.CommitAsync(SharedSchema.Put(new Note { Key = $"{i}" }) with { Signals = [SharedSchema.Signal()] }, Cancellation).AsTask()));
        await standby.CatchUpAsync();
        Assert.Equal(20, await schema.AskAsync("select count(*) from signal"));

        await primary.StopAsync(atOnce: true);
        Assert.Equal(1, await schema.AskAsync("select pg_promote()::int"));

        Assert.Equal(CommitOutcome.Committed, await Eventually.ReadAsync(() => TryAsync(store), outcome => outcome == CommitOutcome.Committed));
        Assert.Equal(20, (await store.ListAsync(SharedSchema.Here, Note.Type, cancellationToken: Cancellation)).Items.Length);
        Assert.Equal(21, (await store.ReadSignalsAsync(0, 1_000, Cancellation)).Length);
    }

    private static string Endpoint(PostgresServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString) is var there ? $"{there.Host}:{there.Port}" : "";

    private static async Task<CommitOutcome?> TryAsync(PostgreSqlDocumentStore store)
    {
        try
        {
            return (await store.CommitAsync(SharedSchema.Put(new Note { Key = "7" }) with { Signals = [SharedSchema.Signal()] }, Cancellation)).Outcome;
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }
}
