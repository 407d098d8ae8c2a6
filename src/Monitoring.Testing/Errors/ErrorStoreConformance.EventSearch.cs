using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Which events a search finds.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task SearchEvents_EachFilter_FindsWhatItMeans()
    {
        var now = Time.GetUtcNow();
        var full = _some.Full();
        var other = _some.Next(9) with { Timestamp = now.AddHours(-5), Platform = "node", Tags = [SomeEvents.Tag("kernel", "Linux")] };
        await AppendAsync(full, other, _some.Next(9) with { ProjectId = OtherProject });
        await SettleAsync();

        await AssertFoundAsync(null, full, other);
        await AssertFoundAsync(new EventFilter.HasLevel { Level = full.Level }, full);
        await AssertFoundAsync(Field(EventField.Id, full.EventId.ToString().ToUpperInvariant()), full);
        await AssertFoundAsync(Field(EventField.Trace, full.TraceId!), full);
        await AssertFoundAsync(Field(EventField.Release, Pattern("shop@", "")), full);
        await AssertFoundAsync(Field(EventField.Release, TextPattern.Any), full);
        await AssertFoundAsync(Field(EventField.Environment, full.Environment!), full);
        await AssertFoundAsync(Field(EventField.Service, full.Service!), full);
        await AssertFoundAsync(Field(EventField.Title, Pattern("VALUE", "")), full);
        await AssertFoundAsync(Field(EventField.Culprit, Pattern("", "add")), full);
        await AssertFoundAsync(Field(EventField.Type, "error"), other);
        await AssertFoundAsync(Field(EventField.Platform, "node"), other);
        await AssertFoundAsync(new EventFilter.HasTag { Key = "kernel", Value = Pattern("Lin", "") }, other);
        await AssertFoundAsync(new EventFilter.HasTag { Key = "kernel", Value = "Lin" });
        await AssertFoundAsync(new EventFilter.ContainsText { Text = "КОРЗИНА" }, full);
        await AssertFoundAsync(new EventFilter.Happened { From = now.AddHours(-6), To = now.AddHours(-4) }, other);
        await AssertFoundAsync(new EventFilter.Not { Filter = new EventFilter.HasLevel { Level = full.Level } }, other);
        await AssertFoundAsync(new EventFilter.All { Filters = [Field(EventField.Type, "error"), Field(EventField.Platform, "node")] }, other);
        await AssertFoundAsync(new EventFilter.Any { Filters = [Field(EventField.Platform, "node"), Field(EventField.Trace, full.TraceId!)] }, full, other);
        await AssertFoundAsync(new EventFilter.Any { Filters = [] });
    }

    [Fact]
    public async Task SearchEvents_PageByPage_GivesEachOnceTheLastReceivedFirst()
    {
        var all = new List<GroupedEvent>();
        for (var round = 0; round < 4; round++)
        {
            ImmutableArray<GroupedEvent> events = [.. Enumerable.Range(0, 7).Select(i => _some.Next(1 + (i % 3)) with { ReceivedAt = Time.GetUtcNow().AddSeconds(i / 2) })];
            all.AddRange(events);
            await AppendAsync([.. events]);
            if (round == 1)
            {
                await SettleAsync();
            }

            Time.Advance(TimeSpan.FromMinutes(1));
        }

        var found = await FindEventsAsync(new EventSearch { ProjectId = Project, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue, Limit = 5 });

        Assert.Equal(all.OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.EventId).Select(one => one.EventId), found.Select(one => one.Event.EventId));
    }

    [Fact]
    public async Task SearchEvents_ByIssueAndRange_IsHeldToThem()
    {
        var start = Time.GetUtcNow();
        var events = Enumerable.Range(0, 6).Select(i => _some.Next(1 + (i % 2)) with { ReceivedAt = start.AddMinutes(i) }).ToArray();
        await AppendAsync([.. events]);
        await SettleAsync();
        var issue = await ByHashAsync(1);

        var found = await FindEventsAsync(new EventSearch { ProjectId = Project, IssueId = issue.Id, From = start.AddMinutes(1), To = start.AddMinutes(4) });

        var stored = Assert.Single(found);
        Assert.Equal((issue.Id, events[2].EventId), (stored.IssueId, stored.Event.EventId));
        Assert.True(stored.Event.Payload.IsEmpty);
        Assert.Empty(await FindEventsAsync(new EventSearch { ProjectId = OtherProject, IssueId = issue.Id, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue }));
        Assert.Empty(await FindEventsAsync(new EventSearch { ProjectId = Project, IssueId = new IssueId(999), From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue }));

        await ApplyAsync((await ByHashAsync(2)).Id, new IssueChange.Merge { Sources = [issue.Id] });
        Assert.Equal(6, (await FindEventsAsync(new EventSearch { ProjectId = Project, IssueId = issue.Id, From = start, To = start.AddHours(1) })).Count);
        await ApplyAsync((await ByHashAsync(2)).Id, new IssueChange.Delete());
        Assert.Empty(await FindEventsAsync(new EventSearch { ProjectId = Project, From = start, To = start.AddHours(1) }));
    }

    /// <summary>In the long tier there are more events than a store may look at in one call.</summary>
    [Fact]
    public async Task SearchEvents_ForOneAmongMany_GoesOnUntilItIsFound()
    {
        var now = Time.GetUtcNow();
        var rare = _some.Next(1) with { Title = "rare", ReceivedAt = now.AddDays(-1) };
        await AppendAsync(rare);
        foreach (var batch in _some.Many(Scale.Count(3_000, 60_000), hash: 2).Chunk(2_000))
        {
            await AppendAsync([.. batch]);
        }

        var query = new EventSearch
        {
            ProjectId = Project,
            Filter = new EventFilter.HasField { Field = EventField.Title, Value = "rare" },
            From = now.AddDays(-2),
            To = now.AddDays(1),
            Limit = 5,
        };
        var found = new List<EventId>();
        EventPage page;
        do
        {
            page = await Store.SearchEventsAsync(query, Cancellation);
            found.AddRange(page.Items.Select(stored => stored.Event.EventId));
            Assert.Equal(page.Next is not null, page.IsPartial);
            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);

        Assert.Equal([rare.EventId], found);
    }

    private static EventFilter.HasField Field(EventField field, TextPattern value) => new() { Field = field, Value = value };

    private async ValueTask AssertFoundAsync(EventFilter? filter, params GroupedEvent[] expected)
    {
        var found = await FindEventsAsync(new EventSearch { ProjectId = Project, Filter = filter, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue });

        Assert.Equal(expected.Select(one => one.EventId).Order(), found.Select(one => one.Event.EventId).Order());
    }

    private async ValueTask<List<StoredEvent>> FindEventsAsync(EventSearch query)
    {
        var found = new List<StoredEvent>();
        string? cursor = null;
        do
        {
            var page = await Store.SearchEventsAsync(query with { Cursor = cursor }, Cancellation);
            Assert.True(page.Items.Length <= query.Limit);
            found.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }
}
