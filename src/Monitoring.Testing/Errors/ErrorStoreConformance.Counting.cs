using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Series, tags, users and the places that an issue was seen in.</content>
public abstract partial class ErrorStoreConformance
{
    /// <summary>A hash that joins an issue with one event of a batch counts users with the next one, beside those of the hashes that the batch is not about.</summary>
    [Fact]
    public async Task Append_UserOfAHashThatJoinedWithinTheBatch_CountsBesideThoseOfAllHashes()
    {
        var id = await OpenIssueAsync(_some.Next(1, 2) with { UserHash = Spread(1) });
        await AppendAsync(_some.Next(2) with { UserHash = Spread(2) });

        await AppendAsync(_some.Next(1, 3), _some.Next(3) with { UserHash = Spread(3) });

        Assert.Equal(3, (await GetAsync(id)).UserCount);
    }

    [Fact]
    public async Task GetSeries_Hours_HasAPointForEachZerosIncluded()
    {
        var start = new DateTimeOffset(2031, 3, 3, 22, 0, 0, TimeSpan.Zero);
        await AppendAsync(
            At(start), At(start.AddTicks(-1)), At(start.AddHours(1).AddTicks(-1)), At(start.AddHours(3)), At(start.AddHours(3)), At(start.AddHours(5)));
        var id = (await ByHashAsync(1)).Id;

        var series = await Store.GetSeriesAsync(new SeriesQuery { IssueId = id, From = start.AddMinutes(59), To = start.AddHours(4).AddTicks(1) }, Cancellation);

        Assert.Equal([2L, 0L, 0L, 2L, 0L], series.Select(point => point.Count));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => start.AddHours(i)), series.Select(point => point.Start));
    }

    [Fact]
    public async Task GetSeries_Days_AreThoseOfUtc()
    {
        var midnight = new DateTimeOffset(2031, 3, 4, 0, 0, 0, TimeSpan.Zero);
        await AppendAsync(At(midnight.AddTicks(-1)), At(midnight), At(midnight.AddHours(23)), At(midnight.AddDays(-3).ToOffset(TimeSpan.FromHours(9))));
        var id = (await ByHashAsync(1)).Id;

        var series = await Store.GetSeriesAsync(
            new SeriesQuery { IssueId = id, From = midnight.AddDays(-2).AddHours(-1).ToOffset(TimeSpan.FromHours(-5)), To = midnight.AddDays(1), Bucket = SeriesBucket.Day },
            Cancellation);

        Assert.Equal([1L, 0L, 1L, 2L], series.Select(point => point.Count));
        Assert.Equal(midnight.AddDays(-3), series[0].Start);
    }

    [Fact]
    public async Task GetSeries_ImpossibleRange_IsMisuse()
    {
        var now = new DateTimeOffset(2031, 3, 4, 0, 0, 0, TimeSpan.Zero);
        var query = new SeriesQuery { IssueId = await OpenIssueAsync(_some.Next(1)), From = now, To = now.AddHours(1_000) };

        Assert.Equal(1_000, (await Store.GetSeriesAsync(query, Cancellation)).Length);
        await AssertMisuseAsync(async () => await Store.GetSeriesAsync(query with { To = query.To.AddTicks(1) }, Cancellation));
        await AssertMisuseAsync(async () => await Store.GetSeriesAsync(query with { To = now }, Cancellation));
        await AssertMisuseAsync(async () => await Store.GetSeriesAsync(query with { To = now.AddDays(-1) }, Cancellation));
    }

    [Fact]
    public async Task GetSeries_AndTags_OfNoIssue_AreEmpty()
    {
        var now = Time.GetUtcNow();

        Assert.Empty(await Store.GetSeriesAsync(new SeriesQuery { IssueId = new IssueId(77), From = now.AddHours(-1), To = now }, Cancellation));
        Assert.Empty(await Store.GetTagsAsync(new IssueId(77), Cancellation));
    }

    [Fact]
    public async Task GetTags_Values_AreInTheOrderOfTheirCountsThenOfTheirText()
    {
        foreach (var value in new[] { "b", "a", "c", "c", "B" })
        {
            await AppendAsync(_some.Next(1) with { Tags = [SomeEvents.Tag("z", value), SomeEvents.Tag("zz", "same")] });
        }

        await AppendAsync(_some.Next(2) with { Tags = [SomeEvents.Tag("z", "elsewhere")] }, _some.Next(1));

        Assert.Equal(
            """["z" total 5 ["c"=2, "B"=1, "a"=1, "b"=1] others 0, "zz" total 5 ["same"=5] others 0]""",
            RenderErrors.Tags(await Store.GetTagsAsync((await ByHashAsync(1)).Id, Cancellation)));
    }

    [Fact]
    public async Task GetTags_MoreValuesThanAreCountedSingly_CountsTheRestAsOthers()
    {
        var events = Enumerable.Range(0, ErrorStoreLimits.TagValues + 20).Select(i => _some.Next(1) with { Tags = [SomeEvents.Tag("host", $"h{i:d4}")] });
        await AppendAsync([.. events]);
        await AppendAsync(_some.Next(1) with { Tags = [SomeEvents.Tag("host", "h0000")] }, _some.Next(1) with { Tags = [SomeEvents.Tag("host", "another")] });
        await ReopenAsync();
        await AppendAsync(_some.Next(1) with { Tags = [SomeEvents.Tag("host", "one more")] });

        var id = (await ByHashAsync(1)).Id;
        var tag = Assert.Single(await Store.GetTagsAsync(id, Cancellation));

        Assert.Equal((ErrorStoreLimits.TagValues + 23L, 22L, ErrorStoreLimits.TagValues), (tag.Total, tag.Others, tag.Values.Length));
        Assert.Equal(("h0000", 2L), (tag.Values[0].Value, tag.Values[0].Count));
        Assert.Equal(Enumerable.Range(1, ErrorStoreLimits.TagValues - 1).Select(i => $"h{i:d4}"), tag.Values.Skip(1).Select(value => value.Value));
        Assert.Single(await SearchAsync(new IssueFilter.HasTag { Key = "host", Value = "h0050" }));
    }

    [Fact]
    public async Task GetTags_MoreKeysThanAreCounted_KeepsTheFirstToCome()
    {
        ImmutableArray<EventTag> Tags(int from, int count) => [.. Enumerable.Range(from, count).Select(i => SomeEvents.Tag($"k{i:d4}", "v"))];
        await AppendAsync(_some.Next(1) with { Tags = Tags(10, ErrorStoreLimits.TagKeys) });
        await AppendAsync(_some.Next(1) with { Tags = Tags(0, ErrorStoreLimits.TagKeys) });

        var tags = await Store.GetTagsAsync((await ByHashAsync(1)).Id, Cancellation);

        Assert.Equal(Enumerable.Range(10, ErrorStoreLimits.TagKeys).Select(i => $"k{i:d4}"), tags.Select(tag => tag.Key));
        Assert.Equal(2, tags[0].Total);
        Assert.Equal(1, tags[^1].Total);
    }

    [Fact]
    public async Task Facets_MoreThanAreKept_KeepsTheFirstToComeAndCountsAll()
    {
        var many = ErrorStoreLimits.Facets + 30;
        var events = Enumerable.Range(0, many).Select(i => _some.Next(1) with { Environment = $"e{many - i:d4}", Release = $"r{i:d4}", Service = $"s{i:d4}" });

        await AppendAsync([.. events]);

        var row = Assert.Single(await SearchAsync());
        Assert.Equal(many, row.Count);
        Assert.Equal(Enumerable.Range(31, ErrorStoreLimits.Facets).Select(i => $"e{i:d4}"), row.Environments);
        Assert.Equal(Enumerable.Range(0, ErrorStoreLimits.Facets).Select(i => $"r{i:d4}"), row.Releases);
        Assert.Equal(Enumerable.Range(0, ErrorStoreLimits.Facets).Select(i => $"s{i:d4}"), row.Services);
    }

    [Fact]
    public async Task Users_WhileFew_AreCountedExactly()
    {
        for (var users = 0; users < DistinctSketch.ExactLimit; users += 64)
        {
            await AppendAsync([.. Enumerable.Range(users, 64).SelectMany(user => new[] { user, user / 2 }).Select(user => _some.Next(1) with { UserHash = Spread(user) })]);
            Assert.Equal(users + 64, (await ByHashAsync(1)).UserCount);
        }
    }

    [Fact]
    public async Task Users_WhenMany_AreCountedWithinFivePercent()
    {
        const int Users = 20_000;
        var id = await OpenIssueAsync(_some.Next(1, 2) with { UserHash = Spread(0) });
        foreach (var users in Enumerable.Range(0, Users).Chunk(5_000))
        {
            await AppendAsync([.. users.Select(user => _some.Next(user % 3 == 0 ? 2 : 1) with { UserHash = Spread(user) })]);
        }

        var counted = (await GetAsync(id)).UserCount;
        Assert.InRange(counted, Users * 95 / 100, Users * 105 / 100);
        await ReopenAsync();
        Assert.Equal(counted, (await GetAsync(id)).UserCount);
    }

    [Fact]
    public async Task Users_OfMergedIssues_AreCountedOnceEach()
    {
        var first = await OpenIssueAsync(_some.Next(1) with { UserHash = Spread(0) });
        var second = await OpenIssueAsync(_some.Next(2) with { UserHash = Spread(0) });
        await AppendAsync([.. Enumerable.Range(0, 60).Select(user => _some.Next(1) with { UserHash = Spread(user) })]);
        await AppendAsync([.. Enumerable.Range(30, 60).Select(user => _some.Next(2) with { UserHash = Spread(user) })]);

        await ApplyAsync(first, new IssueChange.Merge { Sources = [second] });
        Assert.Equal(90, (await GetAsync(first)).UserCount);

        await ApplyAsync(first, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(2)] });
        Assert.Equal((60L, 61L), ((await GetAsync(first)).UserCount, (await GetAsync(second)).UserCount));
    }

    private GroupedEvent At(DateTimeOffset timestamp) => _some.Next(1) with { Timestamp = timestamp };
}
