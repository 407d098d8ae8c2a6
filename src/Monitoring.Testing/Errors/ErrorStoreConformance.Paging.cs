using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Lists of issues and events, page by page, while things come and go.</content>
public abstract partial class ErrorStoreConformance
{
    public static TheoryData<IssueSort, int> SortsAndLimits =>
    [
        (IssueSort.LastSeen, 1), (IssueSort.LastSeen, 7), (IssueSort.FirstSeen, 4), (IssueSort.Events, 3), (IssueSort.Events, 100), (IssueSort.Users, 4),
    ];

    public static TheoryData<string> BrokenCursors => ["", "x", " ", "AAAA", "null", "%00", "\0", "\U0001F4A5", new string('A', 4_000)];

    [Theory]
    [MemberData(nameof(SortsAndLimits))]
    public async Task Search_PageByPage_GivesWhatOneLongPageGives(IssueSort sort, int limit)
    {
        await FillPagesAsync();

        var paged = await PageIssuesAsync(sort, limit, _ => ValueTask.CompletedTask);

        Assert.Equal((await SearchAsync(sort: sort)).Select(row => row.Id), paged);
    }

    [Theory]
    [MemberData(nameof(SortsAndLimits))]
    public async Task Search_IssuesComeAndGoBetweenPages_GivesTheOthersExactlyOnce(IssueSort sort, int limit)
    {
        await FillPagesAsync();
        var before = await SearchAsync(sort: sort);
        var deleted = before.Where((_, i) => i % 5 == 4).Select(row => row.Id).ToList();
        var moved = before.Where((_, i) => i % 7 == 3).Select(row => row.Hashes[0]).ToList();

        var paged = await PageIssuesAsync(
            sort,
            limit,
            async page =>
            {
                await AppendAsync(_some.Next(100 + page), _some.Next(200 + page) with { Timestamp = Time.GetUtcNow().AddDays(-100) });
                if (page < deleted.Count)
                {
                    await UpdateAsync(deleted[page], new IssueChange.Delete());
                }

                if (page < moved.Count)
                {
                    await AppendAsync(_some.Next(1) with { Hashes = [moved[page]], Timestamp = Time.GetUtcNow().AddMinutes(page), UserHash = Spread(page + 1_000) });
                }

                await SettleAsync();
            });

        var untouched = before.Where(row => !deleted.Contains(row.Id) && !moved.Contains(row.Hashes[0])).Select(row => row.Id).ToList();
        Assert.Equal(untouched, paged.Where(untouched.Contains));
    }

    [Theory]
    [MemberData(nameof(BrokenCursors))]
    public async Task A_cursor_that_no_store_gave_is_misuse(string cursor)
    {
        var id = await OpenIssueAsync(_some.Next(1));

        await AssertForeignAsync(async () => await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Cursor = cursor }, Cancellation));
        await AssertForeignAsync(async () => await Store.ListEventsAsync(new EventQuery { IssueId = id, Cursor = cursor }, Cancellation));
    }

    [Fact]
    public async Task A_cursor_of_another_query_is_misuse()
    {
        var issues = (await AppendAsync(_some.Next(1), _some.Next(1), _some.Next(2), _some.Next(2))).Select(result => result.IssueId).ToArray();
        await AppendAsync(_some.Next(1) with { ProjectId = OtherProject }, _some.Next(2) with { ProjectId = OtherProject });
        var query = new IssueQuery { ProjectId = Project, Sort = IssueSort.LastSeen, Limit = 1 };
        var events = new EventQuery { IssueId = issues[0], Limit = 1 };
        var ofIssues = (await Store.SearchIssuesAsync(query, Cancellation)).Next;
        var ofEvents = (await Store.ListEventsAsync(events, Cancellation)).Next;

        Assert.NotNull(ofIssues);
        Assert.NotNull(ofEvents);
        await AssertForeignAsync(async () => await Store.SearchIssuesAsync(query with { Sort = IssueSort.Events, Cursor = ofIssues }, Cancellation));
        await AssertForeignAsync(async () => await Store.SearchIssuesAsync(query with { ProjectId = OtherProject, Cursor = ofIssues }, Cancellation));
        await AssertForeignAsync(async () => await Store.SearchIssuesAsync(query with { Cursor = ofEvents }, Cancellation));
        await AssertForeignAsync(async () => await Store.SearchIssuesAsync(query with { Cursor = ofIssues[..^2] }, Cancellation));
        await AssertForeignAsync(async () => await Store.ListEventsAsync(events with { Cursor = ofIssues }, Cancellation));
        await AssertForeignAsync(async () => await Store.ListEventsAsync(events with { IssueId = issues[2], Cursor = ofEvents }, Cancellation));
        var search = new EventSearch { ProjectId = Project, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue, Limit = 1 };
        var ofSearch = (await Store.SearchEventsAsync(search, Cancellation)).Next;
        Assert.NotNull(ofSearch);
        await AssertForeignAsync(async () => await Store.SearchEventsAsync(search with { IssueId = issues[0], Cursor = ofSearch }, Cancellation));
        await AssertForeignAsync(async () => await Store.SearchEventsAsync(search with { ProjectId = OtherProject, Cursor = ofSearch }, Cancellation));
        await AssertForeignAsync(async () => await Store.SearchEventsAsync(search with { Cursor = ofEvents }, Cancellation));
    }

    [Fact]
    public async Task A_cursor_is_good_after_reopening()
    {
        await FillPagesAsync();
        var first = await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 10 }, Cancellation);

        await ReopenAsync();

        var second = await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = 10, Cursor = first.Next }, Cancellation);
        Assert.Equal((await SearchAsync()).Take(20).Select(row => row.Id), first.Items.Concat(second.Items).Select(row => row.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task ListEvents_PageByPage_GivesEachOnceTheLastReceivedFirst(int limit)
    {
        var now = Time.GetUtcNow();
        var appended = _some.Many(40).Select((added, i) => added with { ReceivedAt = now.AddTicks(i * 7 % 10), Environment = i % 3 == 0 ? "production" : null }).ToList();
        await AppendAsync([.. appended]);
        var id = (await ByHashAsync(1)).Id;

        var paged = await PageEventsAsync(new EventQuery { IssueId = id, Limit = limit }, () => AppendAsync(_some.Next(1) with { ReceivedAt = now.AddDays(1) }));
        var filtered = await PageEventsAsync(new EventQuery { IssueId = id, Limit = limit, Environment = "production" }, () => AppendAsync(_some.Next(2)));

        var expected = appended.OrderByDescending(added => added.ReceivedAt).ThenByDescending(added => added.EventId).ToList();
        Assert.Equal(expected.Select(added => added.EventId), paged);
        Assert.Equal(expected.Where(added => added.Environment == "production").Select(added => added.EventId), filtered);
    }

    [Fact]
    public async Task ListEvents_OfOneWithAPayload_LeavesItOut()
    {
        var id = await OpenIssueAsync(_some.Full());

        var stored = Assert.Single(await EventsAsync(id));

        Assert.Equal(id, stored.IssueId);
        Assert.True(stored.Event.Payload.IsEmpty);
    }

    [Fact]
    public async Task ListEvents_OfNoIssue_IsEmpty()
    {
        Assert.Empty(await EventsAsync(new IssueId(77)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task ListEvents_ImpossibleLimit_IsMisuse(int limit)
    {
        var id = await OpenIssueAsync(_some.Next(1));

        await AssertMisuseAsync(async () => await Store.ListEventsAsync(new EventQuery { IssueId = id, Limit = limit }, Cancellation));
    }

    /// <summary>30 issues, many of them equal in each sort.</summary>
    private async ValueTask FillPagesAsync()
    {
        var now = Time.GetUtcNow();
        var events = Enumerable.Range(0, 75).Select(i => _some.Next(i % 30) with { Timestamp = now.AddHours(-(i % 6)), UserHash = Spread(i % 4) });
        await AppendAsync([.. events]);
        await SettleAsync();
    }

    private async ValueTask<List<IssueId>> PageIssuesAsync(IssueSort sort, int limit, Func<int, ValueTask> between)
    {
        var ids = new List<IssueId>();
        var query = new IssueQuery { ProjectId = Project, Sort = sort, Limit = limit };
        for (var number = 0; number < 1_000; number++)
        {
            var page = await Store.SearchIssuesAsync(query, Cancellation);
            ids.AddRange(page.Items.Select(row => row.Id));
            if (page.Next is null)
            {
                return ids;
            }

            Assert.Equal(limit, page.Items.Length);
            query = query with { Cursor = page.Next };
            await between(number);
        }

        throw new InvalidOperationException("The pages do not end.");
    }

    private async ValueTask<List<EventId>> PageEventsAsync<T>(EventQuery query, Func<ValueTask<T>> between)
    {
        var ids = new List<EventId>();
        for (var number = 0; number < 1_000; number++)
        {
            var page = await Store.ListEventsAsync(query, Cancellation);
            ids.AddRange(page.Items.Select(stored => stored.Event.EventId));
            if (page.Next is null)
            {
                return ids;
            }

            query = query with { Cursor = page.Next };
            await between();
        }

        throw new InvalidOperationException("The pages do not end.");
    }
}
