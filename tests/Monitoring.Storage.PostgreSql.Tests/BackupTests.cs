using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Blobs;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>What docs/storage-postgresql.md says of backups.</summary>
public sealed class BackupTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_dumped_while_hosts_ran_goes_on_where_it_was_after_it_was_restored()
    {
        _ = server.ConnectionString;
        if (!server.IsStartedHere)
        {
            Assert.Skip("The programs of the server are not there.");
        }

        await using var schema = new SharedSchema(server);
        var store = schema.Open();
        var documents = new PostgreSqlDocumentStore(store);
        var timer = new TimerSchedule { Timer = new TimerKey { Kind = "kind", Key = "key" }, DueAt = TimeProvider.System.GetUtcNow() };
        var before = await documents.CommitAsync(SharedSchema.Put(new Note { Key = "k", Text = "тело" }) with { Timers = [timer], Signals = [SharedSchema.Signal()] }, Cancellation);
        var claim = Assert.Single(await documents.ClaimDueAsync("kind", "owner", TimeSpan.FromDays(1), 1, Cancellation));
        var blob = new BlobWrite { Id = new BlobId(default, EntityId.Create(TimeProvider.System)), MaxLength = 1_000_000 };
        await new PostgreSqlBlobStore(store).WriteAsync(blob, new MemoryStream(new byte[600_000]), Cancellation);

        var file = Path.GetTempFileName();
        await server.RunToolAsync("pg_dump", $"--schema={schema.Schema}", "--format=custom", $"--file={file}", "postgres");
        await store.DisposeAsync();
        await OpenStore.DropAsync(server, nameof(What_was_dumped_while_hosts_ran_goes_on_where_it_was_after_it_was_restored));
        await server.RunToolAsync("pg_restore", "--exit-on-error", "--dbname=postgres", file);
        File.Delete(file);

        var restored = schema.Open();
        documents = new PostgreSqlDocumentStore(restored);
        var found = await documents.QueryAsync(Note.Type, new DocumentQuery { Partition = SharedSchema.Here, Type = Note.Type, Index = Note.ByKey }, Cancellation);
        Assert.Equal(("тело", before.Versions[0]), (Assert.Single(found.Items).Value.Text, found.Items[0].Version));
        var after = await documents.CommitAsync(SharedSchema.Put(new Note { Key = "k" }, before.Versions[0]) with { CompletedTimers = [claim], Timers = [timer], Signals = [SharedSchema.Signal()] }, Cancellation);
        Assert.Equal(CommitOutcome.Committed, after.Outcome);
        Assert.True(after.Versions[0] > before.Versions[0]);
        Assert.True(Assert.Single(await documents.ClaimDueAsync("kind", "owner", TimeSpan.FromDays(1), 1, Cancellation)).Epoch > claim.Epoch);
        var signals = await documents.ReadSignalsAsync(0, 10, Cancellation);
        Assert.Equal(2, signals.Select(signal => signal.Position).Distinct().Count());
        await using var content = await new PostgreSqlBlobStore(restored).OpenReadAsync(blob.Id, Cancellation);
        Assert.Equal(600_000, content!.Length);
        await content.CopyToAsync(Stream.Null, Cancellation);
    }
}
