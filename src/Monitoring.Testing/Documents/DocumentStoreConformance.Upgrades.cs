using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>Declarations change between two opens.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task Open_WithChangedIndexes_FillsThemAnew()
    {
        await CommitAsync(Put(new Ticket { Key = "1", Text = "b", Number = 5 }, new Ticket { Key = "2", Text = "A" }, new Ticket { Key = "3", Text = "ccc" }));
        await CommitAsync(new DocumentCommit { Partition = There, Puts = [Ticket.Type.Put(new Ticket { Key = "4", Text = "z" })] });

        Setup = Setup with { DocumentTypes = [Ticket.TypeLater, Ticket.Note, Ticket.Plain] };
        await ReopenAsync();

        await AssertFindsAsync(Later("text"), "2", "1", "3");
        await AssertFindsAsync(Later("text", IndexRange.StartingWith(IndexKey.Empty.Add("B!"))), "1");
        await AssertFindsAsync(Later("text", IndexRange.StartingWith(IndexKey.Empty.Add("b"))));
        await AssertFindsAsync(Later("length"), "1", "2", "3");
        await AssertFindsAsync(Later("number"), "2", "3", "1");
        await AssertFindsAsync(Later("text") with { Partition = There }, "4");
        await AssertMisuseAsync(async () => await Store.QueryAsync(Later("labels"), Cancellation));
    }

    [Fact]
    public async Task Open_WithChangedIndexesAndAnUnreadableDocument_FillsThemWithTheOthers()
    {
        await CommitAsync(Put(new Ticket { Key = "1", Text = "b" }, new Ticket { Key = "2", Text = "A" }));
        var raw = new DocumentType<Ticket>(Ticket.Type.Name, TicketJson.Default.Ticket, ticket => ticket.Key);
        await CommitAsync(new DocumentCommit { Partition = Here, Puts = [new DocumentPut { Type = raw, Key = "3", Body = "{\"Key\":"u8.ToArray() }] });

        Setup = Setup with { DocumentTypes = [Ticket.TypeLater, Ticket.Note, Ticket.Plain] };
        await ReopenAsync();

        await AssertFindsAsync(Later("text"), "2", "1");
        Assert.Equal(["1", "2", "3"], await ListAsync(Here, Ticket.TypeLater));
        await CommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.TypeLater.Put(new Ticket { Key = "3", Text = "c" })] });
        await AssertFindsAsync(Later("text"), "2", "1", "3");
    }

    [Fact]
    public async Task A_document_of_an_older_shape_is_upgraded_on_read_and_written_anew_by_the_next_put()
    {
        await CommitAsync(Put(new Ticket { Key = "k", Text = "old" }));
        Setup = Setup with { DocumentTypes = [Ticket.TypeLater, Ticket.Note, Ticket.Plain] };
        await ReopenAsync();

        Assert.Equal(1, (await Store.GetAsync(Here, Ticket.TypeLater, "k", Cancellation))!.SchemaVersion);
        var found = await Store.FindAsync(Here, Ticket.TypeLater, "k", Cancellation);
        Assert.Equal("old!", found!.Value.Text);

        await CommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.TypeLater.Put(found.Value with { Text = "new" }, found.Version)] });
        Assert.Equal(2, (await Store.GetAsync(Here, Ticket.TypeLater, "k", Cancellation))!.SchemaVersion);
        await AssertFindsAsync(Later("text", IndexRange.StartingWith(IndexKey.Empty.Add("NEW"))), "k");
    }

    private static DocumentQuery Later(string index, params IndexRange[] ranges) => Query(index, [.. ranges]) with { Type = Ticket.TypeLater };
}
