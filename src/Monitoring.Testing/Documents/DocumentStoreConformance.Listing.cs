using System.Text;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>Reading all documents of a type by their keys.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task List_AllOfAType_AreInOrdinalOrderOfTheirKeys()
    {
        var longest = new string('\uffff', 255);
        await CommitAsync(Put(new[] { "b", "B", "a", "ж", "é", "e", "a\0", "a!", longest }.Select(key => new Ticket { Key = key })));
        await CommitAsync(Put(new Ticket { Key = "c" }) with { Partition = There });
        await CommitAsync(new DocumentCommit { Partition = Here, Puts = [Ticket.Note.Put(new Ticket { Key = "d" }), Ticket.Plain.Put(new Ticket { Key = "f" })] });

        Assert.Equal(["B", "a", "a\0", "a!", "b", "e", "é", "ж", longest], await ListAsync(Here, Ticket.Type));
        Assert.Equal(["c"], await ListAsync(There, Ticket.Type));
        Assert.Equal(["d"], await ListAsync(Here, Ticket.Note));
        Assert.Equal(["f"], await ListAsync(Here, Ticket.Plain));
        Assert.Empty(await ListAsync(There, Ticket.Plain));
        Assert.Empty(await ListAsync(Partition.Host, Ticket.Type));
    }

    /// <summary>UTF-8 bytes, and with them the text of many engines, are in another order.</summary>
    [Fact]
    public async Task Keys_beyond_the_basic_plane_are_in_the_order_of_their_code_units()
    {
        string[] keys = ["z", "\U0001F4A5", "\U0001F4A5a", "\U0001F4A6", "\uE000", "\uFFFD"];
        await CommitAsync(Put(keys.Reverse().Select(key => new Ticket { Key = key, Text = "same" })));

        Assert.Equal(keys, await ListAsync(Here, Ticket.Type));
        await AssertFindsAsync(Query("text"), keys);
        await AssertFindsAsync(Query("text") with { Descending = true }, [.. keys.Reverse()]);
        var first = await Store.ListAsync(Here, Ticket.Type, 3, cancellationToken: Cancellation);
        Assert.Equal(keys.Skip(3), (await Store.ListAsync(Here, Ticket.Type, 3, first.Next, Cancellation)).Items.Select(document => document.Key));
    }

    [Fact]
    public async Task List_AnItem_IsWhatAReadByItsKeyGives()
    {
        await CommitAsync(Put(new Ticket { Key = "one", Text = "text", Number = 3 }));

        var listed = Assert.Single((await Store.ListAsync(Here, Ticket.Type, cancellationToken: Cancellation)).Items);

        var read = (await Store.GetAsync(Here, Ticket.Type, "one", Cancellation))!;
        Assert.Equal((read.Partition, read.Type, read.Key, read.Version, read.SchemaVersion), (listed.Partition, listed.Type, listed.Key, listed.Version, listed.SchemaVersion));
        Assert.Equal(read.Body.ToArray(), listed.Body.ToArray());
    }

    [Fact]
    public async Task List_WhatCannotBeRead_IsThereToo()
    {
        await CommitAsync(new DocumentCommit { Partition = Here, Puts = [new DocumentPut { Type = Ticket.Plain, Key = "broken", Body = Encoding.UTF8.GetBytes("{\"Key\":") }] });

        var listed = Assert.Single((await Store.ListAsync(Here, Ticket.Plain, cancellationToken: Cancellation)).Items);

        Assert.NotNull(Ticket.Plain.FindFault(listed.Body, listed.SchemaVersion));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task List_PageByPageWhileDocumentsComeAndGo_GivesTheOthersExactlyOnce(int limit)
    {
        await CommitAsync(Put(Enumerable.Range(0, 21).Select(i => new Ticket { Key = $"k{i:d2}" })));
        var listed = new List<string>();
        string? cursor = null;
        for (var page = 0; page == 0 || cursor is not null; page++)
        {
            var read = await Store.ListAsync(Here, Ticket.Type, limit, cursor, Cancellation);
            Assert.True(read.Next is null || read.Items.Length == limit);
            listed.AddRange(read.Items.Select(document => document.Key));
            cursor = read.Next;
            await CommitAsync(Put(new Ticket { Key = $"a{page:d2}" }));
            await CommitAsync(Delete(listed[^1]));
        }

        Assert.Equal(Enumerable.Range(0, 21).Select(i => $"k{i:d2}"), listed);
    }

    [Fact]
    public async Task List_WhatMakesNoSense_IsMisuse()
    {
        await CommitAsync(Put(Number("a", 1), Number("b", 2)));
        var cursor = (await Store.ListAsync(Here, Ticket.Type, 1, cancellationToken: Cancellation)).Next;

        Assert.NotNull(cursor);
        await AssertMisuseAsync(async () => await Store.ListAsync(Here, Ticket.Type, 0, cancellationToken: Cancellation));
        await AssertMisuseAsync(async () => await Store.ListAsync(Here, Ticket.Type, 1_001, cancellationToken: Cancellation));
        await AssertForeignAsync(async () => await Store.ListAsync(Here, Ticket.Type, 1, "AAAA", Cancellation));
        await AssertForeignAsync(async () => await Store.ListAsync(There, Ticket.Type, 1, cursor, Cancellation));
        await AssertForeignAsync(async () => await Store.ListAsync(Here, Ticket.Note, 1, cursor, Cancellation));
        await AssertForeignAsync(async () => await Store.QueryAsync(Query("number") with { Cursor = cursor }, Cancellation));
    }

    private async ValueTask<string[]> ListAsync(Partition partition, DocumentType type) =>
        [.. (await Store.ListAsync(partition, type, cancellationToken: Cancellation)).Items.Select(document => document.Key)];
}
