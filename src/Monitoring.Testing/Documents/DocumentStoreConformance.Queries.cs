using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Models;
using Xunit;

namespace Monitoring.Testing.Documents;

/// <content>What a query finds, and in which order.</content>
public abstract partial class DocumentStoreConformance
{
    [Fact]
    public async Task Query_Numbers_AreInTheirOrder()
    {
        await CommitAsync(Put(
            Number("max", long.MaxValue), Number("zero", 0), Number("min", long.MinValue), Number("minus", -1), Number("one", 1), Number("large", 1L << 40)));

        await AssertFindsAsync(Query("number"), "min", "minus", "zero", "one", "large", "max");
        await AssertFindsAsync(Query("number") with { Descending = true }, "max", "large", "one", "zero", "minus", "min");
        await AssertFindsAsync(Query("number", Between(-1, 1)), "minus", "zero");
        await AssertFindsAsync(Query("number", IndexRange.StartingWith(IndexKey.Empty.Add(long.MaxValue))), "max");
        await AssertFindsAsync(Query("number", new IndexRange { From = IndexKey.Empty.Add(1), To = null }), "one", "large", "max");
        await AssertFindsAsync(Query("number", Between(5, 2)));
    }

    [Fact]
    public async Task Query_EqualKeys_FollowByDocumentKeyInOrdinalOrder()
    {
        await CommitAsync(Put(new[] { "b", "B", "a", "ж", "é", "e", "a\0", "a!" }.Select(key => new Ticket { Key = key, Text = "same" })));

        await AssertFindsAsync(Query("text"), "B", "a", "a\0", "a!", "b", "e", "é", "ж");
        await AssertFindsAsync(Query("text") with { Descending = true }, "ж", "é", "e", "b", "a!", "a\0", "a", "B");
    }

    [Fact]
    public async Task Query_Instants_AreInTheirOrderToTheTick()
    {
        var now = Time.GetUtcNow();
        await CommitAsync(Put(
            new Ticket { Key = "after", Due = now.AddTicks(1) }, new Ticket { Key = "before", Due = now.AddTicks(-1) }, new Ticket { Key = "now", Due = now.ToOffset(TimeSpan.FromHours(3)) }, new Ticket { Key = "never" }));

        await AssertFindsAsync(Query("due"), "before", "now", "after");
        await AssertFindsAsync(Query("due", new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(now) }), "before");
        await AssertFindsAsync(Query("due", new IndexRange { From = IndexKey.Empty.Add(now), To = null }), "now", "after");
    }

    [Fact]
    public async Task Query_APrefixOfFields_FindsThoseThatBeginWithIt()
    {
        await CommitAsync(Put(
            Tuple("a", 2), Tuple("a", 1), Tuple("ab", 0), Tuple("a\0", 5), Tuple("", 9), Tuple("b", 3)));

        await AssertFindsAsync(Query("text-number", IndexRange.StartingWith(IndexKey.Empty.Add("a"))), "a 1", "a 2");
        await AssertFindsAsync(Query("text-number", IndexRange.StartingWith(IndexKey.Empty.Add("a").Add(2))), "a 2");
        await AssertFindsAsync(Query("text-number", new IndexRange { From = IndexKey.Empty.Add("a").Add(2), To = IndexKey.Empty.Add("b") }), "a 2", "a\0 5", "ab 0");
        await AssertFindsAsync(Query("text-number"), " 9", "a 1", "a 2", "a\0 5", "ab 0", "b 3");
    }

    [Fact]
    public async Task Query_MembershipInASet_FindsEachOnceInTheIndexsOrder()
    {
        await CommitAsync(Put(
            new Ticket { Key = "1", Labels = ["red", "blue"] }, new Ticket { Key = "2", Labels = ["green"] }, new Ticket { Key = "3", Labels = ["blue", "green", "blue"] }, new Ticket { Key = "4" }));
        IndexRange Label(string label) => IndexRange.StartingWith(IndexKey.Empty.Add(label));

        await AssertFindsAsync(Query("labels", Label("blue")), "1", "3");
        await AssertFindsAsync(Query("labels", Label("red"), Label("blue")), "1", "3");
        await AssertFindsAsync(Query("labels", Label("red"), Label("green"), Label("red")), "2", "3", "1");
        await AssertFindsAsync(Query("labels", Label("red"), Label("green")) with { Descending = true }, "1", "3", "2");
        await AssertFindsAsync(Query("labels"), "1", "3", "2");
        await AssertFindsAsync(Query("labels") with { Descending = true }, "1", "3", "2");
        await AssertFindsAsync(Query("labels", Label("yellow")));
        await AssertFindsAsync(Query("labels") with { Ranges = [] });
        await AssertFindsAsync(Query("labels", Label("green"), IndexRange.All, Label("green")), "1", "3", "2");
    }

    [Fact]
    public async Task Query_AfterChanges_FindsWhatIsThereNow()
    {
        await CommitAsync(Put(Number("moved", 1), Number("deleted", 2), Number("stays", 3)));

        await CommitAsync(Put(Number("moved", 9)) with { Deletes = [new DocumentDelete { Type = Ticket.Type, Key = "deleted" }] });

        await AssertFindsAsync(Query("number"), "stays", "moved");
        await AssertFindsAsync(Query("number", Between(1, 3)));
        await CommitAsync(Put(Number("deleted", 4)));
        await AssertFindsAsync(Query("number"), "stays", "deleted", "moved");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(1_000, true)]
    public async Task Query_PageByPage_GivesEachOnce(int limit, bool descending)
    {
        await CommitAsync(Put(Enumerable.Range(0, 40).Select(i => new Ticket { Key = $"k{i:d2}", Number = i % 7, Labels = [$"l{i % 5}", $"l{i % 3}"] })));

        foreach (var query in new[] { Query("number", Between(1, 4), Between(3, 6)), Query("labels"), Query("labels", IndexRange.StartingWith(IndexKey.Empty.Add("l1"))) })
        {
            var whole = await KeysAsync(query with { Descending = descending, Limit = 1_000 });
            var paged = await PageAsync(query with { Descending = descending, Limit = limit }, _ => ValueTask.CompletedTask);

            Assert.Equal(whole, paged);
            Assert.Equal(whole.Distinct().Count(), paged.Count);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_DocumentsComeAndGoBetweenPages_GivesTheOthersExactlyOnce(bool descending)
    {
        await CommitAsync(Put(Enumerable.Range(0, 40).Select(i => new Ticket { Key = $"k{i:d2}", Number = i % 4, Labels = [$"l{i % 3}", "l9"] })));
        foreach (var query in new[] { Query("number"), Query("labels") })
        {
            var before = await KeysAsync(query with { Descending = descending });
            var deleted = before.Where((_, i) => i % 6 == 5).ToList();

            var paged = await PageAsync(
                query with { Descending = descending, Limit = 4 },
                async page =>
                {
                    await CommitAsync(Put(new Ticket { Key = $"a{page:d2}", Number = page % 4, Labels = ["l0"] }, new Ticket { Key = $"z{page:d2}", Number = page % 4, Labels = ["l2"] }));
                    if (page < deleted.Count)
                    {
                        await CommitAsync(Delete(deleted[page]));
                    }
                });

            var untouched = before.Except(deleted).ToList();
            Assert.Equal(untouched, paged.Where(untouched.Contains));
        }
    }

    [Fact]
    public async Task Query_WhatMakesNoSense_IsMisuse()
    {
        await AssertMisuseAsync(async () => await Store.QueryAsync(Query("missing"), Cancellation));
        await AssertMisuseAsync(async () => await Store.QueryAsync(Query("number") with { Type = Ticket.Note }, Cancellation));
        await AssertMisuseAsync(async () => await Store.QueryAsync(Query("number") with { Limit = 0 }, Cancellation));
        await AssertMisuseAsync(async () => await Store.QueryAsync(Query("number") with { Limit = 1_001 }, Cancellation));
        await AssertMisuseAsync(async () => await Store.QueryAsync(Query("number") with { Ranges = default }, Cancellation));
        foreach (var cursor in new[] { "", "x", "AAAA", "\0", new string('A', 4_000) })
        {
            await AssertForeignAsync(async () => await Store.QueryAsync(Query("number") with { Cursor = cursor }, Cancellation));
        }
    }

    [Fact]
    public async Task Query_WithACursorOfAnother_IsMisuse()
    {
        await CommitAsync(Put(Number("a", 1), Number("b", 2), Number("c", 3)));
        var query = Query("number") with { Limit = 1 };
        var cursor = (await Store.QueryAsync(query, Cancellation)).Next;

        Assert.NotNull(cursor);
        await AssertForeignAsync(async () => await Store.QueryAsync(query with { Cursor = cursor, Index = "text" }, Cancellation));
        await AssertForeignAsync(async () => await Store.QueryAsync(query with { Cursor = cursor, Index = "text", Type = Ticket.Note }, Cancellation));
        await AssertForeignAsync(async () => await Store.QueryAsync(query with { Cursor = cursor, Partition = There }, Cancellation));
        await AssertForeignAsync(async () => await Store.QueryAsync(query with { Cursor = cursor, Descending = true }, Cancellation));
        await AssertForeignAsync(async () => await Store.QueryAsync(query with { Cursor = cursor, Ranges = [Between(1, 4)] }, Cancellation));
        await AssertForeignAsync(async () => await Store.QueryAsync(query with { Cursor = cursor[..^2] }, Cancellation));
    }

    private static Ticket Number(string key, long number) => new() { Key = key, Number = number };

    private static Ticket Tuple(string text, long number) => new() { Key = $"{text} {number}", Text = text, Number = number };

    private static IndexRange Between(long from, long to) => new() { From = IndexKey.Empty.Add(from), To = IndexKey.Empty.Add(to) };

    private async ValueTask<List<string>> PageAsync(DocumentQuery query, Func<int, ValueTask> between)
    {
        var keys = new List<string>();
        for (var number = 0; number < 1_000; number++)
        {
            var page = await Store.QueryAsync(query, Cancellation);
            keys.AddRange(page.Items.Select(document => document.Key));
            if (page.Next is null)
            {
                return keys;
            }

            Assert.Equal(query.Limit, page.Items.Length);
            query = query with { Cursor = page.Next };
            await between(number);
        }

        throw new InvalidOperationException("The pages do not end.");
    }
}
