using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Which issues a search finds.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Search_WithoutFilter_FindsTheIssuesOfTheProjectAlone()
    {
        await AppendAsync(_some.Next(1), _some.Next(2), _some.Next(3) with { ProjectId = OtherProject });

        var rows = await SearchAsync();

        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Equal(Project, row.ProjectId));
        await Assert.AllAsync(rows, async row => AssertSame(row, await Store.GetIssueAsync(row.Id, Cancellation)));
    }

    [Fact]
    public async Task Search_EachFilter_FindsWhatItMeans()
    {
        await FillAsync();

        await AssertFindsAsync(new IssueFilter.HasStatus { Status = IssueStatus.Resolved }, 2);
        await AssertFindsAsync(new IssueFilter.HasStatus { Status = IssueStatus.Unresolved }, 1, 3, 4);
        await AssertFindsAsync(new IssueFilter.HasLevel { Level = ErrorLevel.Warning }, 3);
        await AssertFindsAsync(new IssueFilter.InEnvironment { Environment = "production" }, 1, 2);
        await AssertFindsAsync(new IssueFilter.InEnvironment { Environment = "" }, 4);
        await AssertFindsAsync(new IssueFilter.InService { Service = "cart" }, 2, 3);
        await AssertFindsAsync(new IssueFilter.InRelease { Release = "1" }, 1, 3);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "timeOUT" }, 1, 3);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "ошибка" }, 2);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "pay.js" }, 4);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "" }, 1, 2, 3, 4);
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "os", Value = "Linux" }, 1, 2);
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "os", Value = "" });
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "o", Value = "sLinux" });
    }

    [Fact]
    public async Task Search_CombinedFilters_FindsWhatTheyMean()
    {
        await FillAsync();
        var production = new IssueFilter.InEnvironment { Environment = "production" };
        var cart = new IssueFilter.InService { Service = "cart" };
        var linux = new IssueFilter.HasTag { Key = "os", Value = "Linux" };

        await AssertFindsAsync(new IssueFilter.All { Filters = [production, cart] }, 2);
        await AssertFindsAsync(new IssueFilter.All { Filters = [] }, 1, 2, 3, 4);
        await AssertFindsAsync(new IssueFilter.Any { Filters = [production, cart] }, 1, 2, 3);
        await AssertFindsAsync(new IssueFilter.Any { Filters = [] });
        await AssertFindsAsync(new IssueFilter.Not { Filter = linux }, 3, 4);
        await AssertFindsAsync(new IssueFilter.Not { Filter = new IssueFilter.Any { Filters = [linux, new IssueFilter.InRelease { Release = "1" }] } }, 4);
        await AssertFindsAsync(new IssueFilter.All { Filters = [linux, new IssueFilter.Not { Filter = cart }, new IssueFilter.HasStatus { Status = IssueStatus.Unresolved }] }, 1);
    }

    [Fact]
    public async Task Search_AfterAMergeAndAChange_SeesThem()
    {
        await FillAsync();
        var (first, third) = (await ByHashAsync(1), await ByHashAsync(3));

        await ApplyAsync(third.Id, new IssueChange.Merge { Sources = [first.Id] });
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "os", Value = "Linux" }, 2, 1, 3);
        await AssertFindsAsync(new IssueFilter.InEnvironment { Environment = "production" }, 2, 1, 3);

        await SetStateAsync(third.Id, Resolved);
        await AssertFindsAsync(new IssueFilter.HasStatus { Status = IssueStatus.Resolved }, 2, 1, 3);

        await ApplyAsync(third.Id, new IssueChange.Unmerge { Hashes = [SomeEvents.Hash(1)] });
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "os", Value = "Linux" }, 1, 2);
        await AssertFindsAsync(new IssueFilter.HasStatus { Status = IssueStatus.Resolved }, 2, 3);
    }

    [Fact]
    public async Task Search_ByEverySort_IsInItsOrder()
    {
        var now = Time.GetUtcNow();
        await AppendAsync(
            _some.Next(1) with { Timestamp = now.AddHours(-5), UserHash = Spread(1) },
            _some.Next(2) with { Timestamp = now.AddHours(-1), UserHash = Spread(1) },
            _some.Next(2) with { Timestamp = now.AddHours(-9), UserHash = Spread(2) },
            _some.Next(3) with { Timestamp = now.AddHours(-2), UserHash = Spread(1) },
            _some.Next(3) with { Timestamp = now.AddHours(-2), UserHash = Spread(1) },
            _some.Next(3) with { Timestamp = now.AddHours(-2), UserHash = Spread(1) });
        await SettleAsync();

        await AssertOrderAsync(IssueSort.LastSeen, 2, 3, 1);
        await AssertOrderAsync(IssueSort.FirstSeen, 3, 1, 2);
        await AssertOrderAsync(IssueSort.Events, 3, 2, 1);
        Assert.Equal([SomeEvents.Hash(2)], (await SearchAsync(sort: IssueSort.Users))[0].Hashes);
    }

    [Theory]
    [InlineData(IssueSort.LastSeen)]
    [InlineData(IssueSort.FirstSeen)]
    [InlineData(IssueSort.Events)]
    [InlineData(IssueSort.Users)]
    public async Task Search_EqualInTheSort_FollowsByIdTheNewestFirst(IssueSort sort)
    {
        await AppendAsync(_some.Next(3), _some.Next(1), _some.Next(2), _some.Next(4));
        await SettleAsync();

        var rows = await SearchAsync(sort: sort);

        Assert.Equal(rows.Select(row => row.Id).OrderDescending(), rows.Select(row => row.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task Search_ImpossibleLimit_IsMisuse(int limit)
    {
        await AssertMisuseAsync(async () => await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Limit = limit }, Cancellation));
    }

    private static ulong Spread(int user)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(user), hash);
        return BitConverter.ToUInt64(hash);
    }

    private async ValueTask FillAsync()
    {
        var now = Time.GetUtcNow();
        await AppendAsync(
            _some.Next(1) with { Title = "TimeoutError", Environment = "production", Service = "checkout", Release = "1", Tags = [SomeEvents.Tag("os", "Linux")], Timestamp = now.AddHours(-1) },
            _some.Next(2) with { Title = "Ошибка", Environment = "production", Service = "cart", Release = "2", Tags = [SomeEvents.Tag("os", "Linux")], Timestamp = now.AddHours(-2) },
            _some.Next(3) with { Title = "timeout", Service = "cart", Release = "1", Level = ErrorLevel.Warning, Tags = [SomeEvents.Tag("os", "Windows")], Timestamp = now.AddHours(-3) },
            _some.Next(4) with { Title = "other", Culprit = "Pay.js", Environment = "", Tags = [SomeEvents.Tag("browser", "Linux")], Timestamp = now.AddHours(-4) },
            _some.Next(1) with { ProjectId = OtherProject, Title = "TimeoutError", Environment = "production", Tags = [SomeEvents.Tag("os", "Linux")] });
        await SetStateAsync((await ByHashAsync(2)).Id, Resolved);
    }

    private async ValueTask<IssueRow> ByHashAsync(int hash) =>
        Assert.IsType<IssueRow>(await Store.FindIssueByHashAsync(Project, SomeEvents.Hash(hash), Cancellation));

    /// <summary>Asserts that a filter finds the issues of these hashes.</summary>
    private async ValueTask AssertFindsAsync(IssueFilter filter, params int[] hashes)
    {
        var found = (await SearchAsync(filter)).SelectMany(row => row.Hashes).Order();

        Assert.Equal(hashes.Select(SomeEvents.Hash).Order(), found);
    }

    private async ValueTask AssertOrderAsync(IssueSort sort, params int[] hashes)
    {
        var found = await SearchAsync(sort: sort);

        Assert.Equal(hashes.Select(SomeEvents.Hash), found.Select(row => row.Hashes[0]));
    }
}
