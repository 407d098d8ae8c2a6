using Monitoring.Storage.Documents;
using Monitoring.Testing.Generators;
using Monitoring.Testing.Models;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>What goes in comes out.</content>
public abstract partial class DocumentStoreConformance
{
    public static TheoryData<string> Texts => [.. StoreGenerators.AwkwardTexts];

    [Fact]
    public async Task Get_ADocument_ReturnsAllOfIt()
    {
        var put = Ticket.Type.Put(new Ticket { Key = "k", Text = "text", Number = -3, Due = Time.GetUtcNow(), Labels = ["a", "b"] });

        var version = Assert.Single(await CommitAsync(new DocumentCommit { Partition = Here, Puts = [put] }));

        var expected = new StoredDocument { Partition = Here, Type = "ticket", Key = "k", Version = version, SchemaVersion = 1, Body = put.Body };
        Assert.Equal(RenderDocuments.Document(expected), await ShowAsync("k"));
        Assert.True(version > 0);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_is_a_key_a_value_and_an_index_key(string text)
    {
        var key = text.Length == 0 ? "empty" : text;
        await CommitAsync(Put(new Ticket { Key = "other", Text = text + "x" }, new Ticket { Key = key, Text = text, Labels = [text] }));
        await ReopenAsync();

        var found = await FindAsync(key);
        Assert.Equal((key, text, text), (found!.Value.Key, found.Value.Text, found.Value.Labels[0]));
        await AssertFindsAsync(Query("labels", IndexRange.StartingWith(IndexKey.Empty.Add(text))), key);
        await AssertFindsAsync(Query("text", IndexRange.StartingWith(IndexKey.Empty.Add(text))), key);
    }

    [Fact]
    public async Task Keys_that_differ_only_by_case_or_blanks_are_different()
    {
        string[] keys = ["key", "Key", "KEY", "key ", " key", "ключ", "Ключ", "ß", "ss", "İ", "i", "é", "e\u0301"];

        await CommitAsync(Put(keys.Select((key, i) => new Ticket { Key = key, Number = i })));

        await Assert.AllAsync(keys, async key => Assert.Equal(key, (await FindAsync(key))!.Value.Key));
        Assert.Equal(keys.Length, (await KeysAsync(Query("number"))).Length);
        Assert.Null(await FindAsync("kEy"));
    }

    [Fact]
    public async Task The_longest_keys_and_bodies_come_back()
    {
        var key = new string('語', 255);
        var text = new string('x', 7_000_000);

        await CommitAsync(Put(new Ticket { Key = key, Text = text }, new Ticket { Key = key[..254] + "誤", Text = text[1..] }));
        await ReopenAsync();

        Assert.Equal(text, (await FindAsync(key))!.Value.Text);
        Assert.Equal(text[1..], (await FindAsync(key[..254] + "誤"))!.Value.Text);
        await AssertFindsAsync(Query("text", IndexRange.StartingWith(IndexKey.Empty.Add(text))), key);
    }

    [Fact]
    public async Task Bytes_that_are_no_JSON_come_back_where_nothing_is_indexed()
    {
        byte[] body = [0, 255, 128, 10, 13, 0];

        await CommitAsync(new DocumentCommit { Partition = Here, Puts = [new DocumentPut { Type = Ticket.Plain, Key = "k", Body = body }, new DocumentPut { Type = Ticket.Plain, Key = "empty", Body = default }] });
        await ReopenAsync();

        Assert.Equal(body, (await Store.GetAsync(Here, Ticket.Plain, "k", Cancellation))!.Body.ToArray());
        Assert.Equal(0, (await Store.GetAsync(Here, Ticket.Plain, "empty", Cancellation))!.Body.Length);
    }

    [Fact]
    public async Task The_callers_buffers_may_be_used_again()
    {
        byte[] body = [1, 2, 3], signal = [4, 5, 6], payload = [7, 8, 9];
        await CommitAsync(new DocumentCommit
        {
            Partition = Here,
            Puts = [new DocumentPut { Type = Ticket.Plain, Key = "k", Body = body }],
            Signals = [Signal() with { Body = signal }],
            Timers = [Timer("t") with { Payload = payload }],
        });

        Array.Clear(body);
        Array.Clear(signal);
        Array.Clear(payload);

        Assert.Equal([1, 2, 3], (await Store.GetAsync(Here, Ticket.Plain, "k", Cancellation))!.Body.ToArray());
        Assert.Equal([4, 5, 6], Assert.Single(await SignalsAsync()).Signal.Body.ToArray());
        Assert.Equal([7, 8, 9], Assert.Single(await ClaimAsync()).Payload.ToArray());
    }

    [Fact]
    public async Task Partitions_and_types_are_apart()
    {
        foreach (var partition in new[] { Here, There, Partition.Host })
        {
            await CommitAsync(new DocumentCommit
            {
                Partition = partition,
                Puts = [Ticket.Type.Put(new Ticket { Key = "k", Text = $"ticket {partition}" }), Ticket.Note.Put(new Ticket { Key = "k", Text = $"note {partition}" })],
            });
        }

        await CommitAsync(new DocumentCommit { Partition = There, Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "k" }] });

        Assert.Equal("ticket 7", (await Store.FindAsync(Here, Ticket.Type, "k", Cancellation))!.Value.Text);
        Assert.Equal("note 8", (await Store.FindAsync(There, Ticket.Note, "k", Cancellation))!.Value.Text);
        Assert.Null(await Store.FindAsync(There, Ticket.Type, "k", Cancellation));
        Assert.Equal("ticket 0", (await Store.FindAsync(Partition.Host, Ticket.Type, "k", Cancellation))!.Value.Text);
        var notes = await Store.QueryAsync(Query("text") with { Type = Ticket.Note, Partition = There }, Cancellation);
        Assert.Equal(("note", There), (Assert.Single(notes.Items).Type, notes.Items[0].Partition));
    }

    [Fact]
    public async Task Get_OfNobody_IsNull()
    {
        await CommitAsync(Put(new Ticket { Key = "k" }));

        Assert.Null(await Store.GetAsync(Here, Ticket.Type, "other", Cancellation));
        Assert.Null(await Store.GetAsync(Here, Ticket.Note, "k", Cancellation));
        Assert.Null(await Store.GetAsync(There, Ticket.Type, "k", Cancellation));
    }
}
