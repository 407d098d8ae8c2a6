using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Documents;
using Monitoring.TestData;

namespace Monitoring.Storage.PostgreSql.Tests.Documents;

/// <summary>Hosts of two versions, of which the later declares an index more, on one schema.</summary>
public sealed class DeclarationTests(PostgresServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_both_run_each_finds_what_the_other_puts()
    {
        await using var schema = new SharedSchema(server);
        var (older, later) = (new PostgreSqlDocumentStore(schema.Open()), new PostgreSqlDocumentStore(schema.Open()));
        await PutAsync(older, Note.Type, "1", "c");
        await PutAsync(later, Note.TypeLater, "2", "b");

        Assert.Equal(["2", "1"], await FindAsync(later, Note.TypeLater, Note.ByText));
        Assert.Equal(["1", "2"], await FindAsync(older, Note.Type, Note.ByKey));

        await PutAsync(older, Note.Type, "2", "d");
        await PutAsync(older, Note.Type, "3", "a");
        Assert.Equal(["3", "1", "2"], await FindAsync(later, Note.TypeLater, Note.ByText));

        await PutAsync(later, Note.TypeLater, "1", "z");
        Assert.Equal(["1", "2", "3"], await FindAsync(older, Note.Type, Note.ByKey));
        Assert.Equal(["3", "2", "1"], await FindAsync(later, Note.TypeLater, Note.ByText));

        await older.CommitAsync(new DocumentCommit { Partition = SharedSchema.Here, Deletes = [new DocumentDelete { Type = Note.Type, Key = "3" }] }, Cancellation);
        Assert.Equal(["2", "1"], await FindAsync(later, Note.TypeLater, Note.ByText));
        Assert.Equal(0, await schema.AskAsync("select count(*) from document_entry e where not exists (select from document d where d.key = e.document)"));
    }

    [Fact]
    public async Task Many_hosts_that_start_at_once_index_everything_once()
    {
        await using var schema = new SharedSchema(server);
        var older = new PostgreSqlDocumentStore(schema.Open());
        foreach (var partition in new[] { Partition.Host, SharedSchema.Here })
        {
            foreach (var chunk in Enumerable.Range(0, 600).Chunk(100))
            {
                await older.CommitAsync(
                    new DocumentCommit { Partition = partition, Puts = [.. chunk.Select(i => Note.Type.Put(new Note { Key = $"{i:D4}", Text = $"{1_000 - i:D4}" }))] }, Cancellation);
            }
        }

        var hosts = Enumerable.Range(0, 4).Select(_ => new PostgreSqlDocumentStore(schema.Open(types: [Note.TypeLater]))).ToList();
        await Task.WhenAll(hosts.Select(host => host.OpenAsync(Cancellation).AsTask()));

        Assert.Equal(2 * 2 * 600, await schema.AskAsync("select count(*) from document_entry"));
        Assert.Equal(1, await schema.AskAsync("select count(distinct declared) from document"));
        var query = new DocumentQuery { Partition = SharedSchema.Here, Type = Note.TypeLater, Index = Note.ByText, Limit = 1_000 };
        Assert.Equal(Enumerable.Range(0, 600).Reverse().Select(i => $"{i:D4}"), (await hosts[0].QueryAsync(query, Cancellation)).Items.Select(document => document.Key));
        Assert.Equal(2 * 2 * 600, await schema.AskAsync("select count(*) from document_entry"));
    }

    private static async Task PutAsync(PostgreSqlDocumentStore store, DocumentType<Note> type, string key, string text)
    {
        var result = await store.CommitAsync(new DocumentCommit { Partition = SharedSchema.Here, Puts = [type.Put(new Note { Key = key, Text = text })] }, Cancellation);
        Assert.Equal(CommitOutcome.Committed, result.Outcome);
    }

    private static async Task<string[]> FindAsync(PostgreSqlDocumentStore store, DocumentType type, string index) =>
        [.. (await store.QueryAsync(new DocumentQuery { Partition = SharedSchema.Here, Type = type, Index = index }, Cancellation)).Items.Select(document => document.Key)];
}
