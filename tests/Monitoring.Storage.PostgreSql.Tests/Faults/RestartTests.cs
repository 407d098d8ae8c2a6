using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Blobs;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Faults;

/// <summary>A server that ends and comes back.</summary>
public sealed class RestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_after_the_server_was_started_again_work_on_what_was_answered_before(bool crashes)
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        _ = server.ConnectionString;
        if (!server.IsStartedHere)
        {
            Assert.Skip("The server was not started here, so it is not ended here either.");
        }

        await using var schema = new SharedSchema(server);
        var store = schema.Open();
        var documents = new PostgreSqlDocumentStore(store);

        // Many sessions, all of which are dead afterwards.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => documents.CommitAsync(SharedSchema.Put(new Note { Key = $"{i}", Number = i }) with { Signals = [SharedSchema.Signal()] }, Cancellation).AsTask()));
        await server.StopAsync(crashes);
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await documents.ReadSignalsAsync(0, 1, Cancellation));
        await server.StartAsync();

        Assert.Equal(20, (await documents.ReadSignalsAsync(0, 1_000, Cancellation)).Length);
        Assert.Equal(7, (await documents.FindAsync(SharedSchema.Here, Note.Type, "7", Cancellation))!.Value.Number);
        Assert.Equal(CommitOutcome.Committed, (await documents.CommitAsync(SharedSchema.Put(new Note { Key = "7" }), Cancellation)).Outcome);
        Assert.Null(await new PostgreSqlBlobStore(store).FindAsync(new(new ProjectId(1), EntityId.Create(TimeProvider.System)), Cancellation));
    }
}
