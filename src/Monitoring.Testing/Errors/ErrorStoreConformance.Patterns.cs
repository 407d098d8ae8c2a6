using Monitoring.Storage.Errors;
using Xunit;

namespace Monitoring.Testing.Errors;

/// <content>Searches by patterns, by what is searched in beside the title, by numbers, and by trend.</content>
public abstract partial class ErrorStoreConformance
{
    [Fact]
    public async Task Search_Patterns_FindWhatTheyMean()
    {
        await AppendAsync(
            _some.Next(1) with { Release = "shop@1.2.3", Environment = "production", Tags = [SomeEvents.Tag("browser", "Safari 17.1"), SomeEvents.Tag("user.email", "ada@shop.example")] },
            _some.Next(2) with { Release = "shop@1.20.0", Environment = "staging-eu", Tags = [SomeEvents.Tag("browser", "Firefox 120")] },
            _some.Next(3) with { Release = "1.2.", Service = "cart", Tags = [SomeEvents.Tag("browser", "safari*")] },
            _some.Next(4) with { Platform = "node", Type = "csp" });
        await SettleAsync();

        await AssertFindsAsync(new IssueFilter.InRelease { Release = Pattern("shop@1.2.", "") }, 1);
        await AssertFindsAsync(new IssueFilter.InRelease { Release = Pattern("", "1.2", "") }, 1, 2, 3);
        await AssertFindsAsync(new IssueFilter.InRelease { Release = Pattern("1.2.", "") }, 3);
        await AssertFindsAsync(new IssueFilter.InRelease { Release = TextPattern.Any }, 1, 2, 3);
        await AssertFindsAsync(new IssueFilter.Not { Filter = new IssueFilter.InRelease { Release = TextPattern.Any } }, 4);
        await AssertFindsAsync(new IssueFilter.InEnvironment { Environment = Pattern("s", "-", "u") }, 2);
        await AssertFindsAsync(new IssueFilter.InService { Service = TextPattern.Any }, 3);
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "browser", Value = Pattern("Safari", "") }, 1);
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "browser", Value = "safari*" }, 3);
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "browser", Value = TextPattern.Any }, 1, 2, 3);
        await AssertFindsAsync(new IssueFilter.HasTag { Key = "user.email", Value = Pattern("", "@shop.example") }, 1);
        await AssertFindsAsync(new IssueFilter.Not { Filter = new IssueFilter.HasTag { Key = "browser", Value = Pattern("Safari", "") } }, 2, 3, 4);
        await AssertFindsAsync(new IssueFilter.HasField { Field = IssueField.Platform, Value = Pattern("no", "") }, 4);
        await AssertFindsAsync(new IssueFilter.HasField { Field = IssueField.Type, Value = "error" }, 1, 2, 3);
    }

    [Fact]
    public async Task Search_Text_LooksIntoEverythingThatPeopleKnow()
    {
        await AppendAsync(
            _some.Next(1) with { Title = "PaymentDeclined: card expired", Culprit = "shop.Checkout in Pay", SearchText = "the bank said no\nshop.bank.Client Charge bank_client.py" },
            _some.Next(2) with { Title = "TimeoutError", Culprit = "shop.cart", SearchText = "no answer after 30s\nКорзина.Добавить" });
        await SettleAsync();

        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "BANK" }, 1);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "ank_cli" }, 1);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "client charge" }, 1);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "lient.charge" });
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "корз" }, 2);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "no" }, 1, 2);
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = ": " }, 1);
        await AssertFindsAsync(new IssueFilter.Not { Filter = new IssueFilter.ContainsText { Text = "answer" } }, 1);
        await AssertFindsAsync(new IssueFilter.HasField { Field = IssueField.Title, Value = Pattern("payment", "EXPIRED") }, 1);
        await AssertFindsAsync(new IssueFilter.HasField { Field = IssueField.Culprit, Value = Pattern("", "cart") }, 2);

        // What is searched is the text of the event that was received last.
        Time.Advance(TimeSpan.FromMinutes(1));
        await AppendAsync(_some.Next(1) with { Title = "PaymentDeclined: no money" });
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "bank" });
        await AssertFindsAsync(new IssueFilter.ContainsText { Text = "money" }, 1);
    }

    [Fact]
    public async Task Search_NumbersAndPeople_FindWhatTheyMean()
    {
        var now = Time.GetUtcNow();
        await AppendAsync(
            _some.Next(1) with { Timestamp = now.AddDays(-2), UserHash = Spread(1) },
            _some.Next(1) with { Timestamp = now.AddHours(-1), UserHash = Spread(2) },
            _some.Next(2) with { Timestamp = now.AddHours(-3) });
        await ApplyAsync((await ByHashAsync(2)).Id, new IssueChange.Assign { Assignee = "anna" });
        await SettleAsync();

        await AssertFindsAsync(new IssueFilter.InRange { Number = IssueNumber.Events, Min = 2 }, 1);
        await AssertFindsAsync(new IssueFilter.InRange { Number = IssueNumber.Events, Min = 1, Max = 1 }, 2);
        await AssertFindsAsync(new IssueFilter.InRange { Number = IssueNumber.Users, Max = 0 }, 2);
        await AssertFindsAsync(new IssueFilter.InRange { Number = IssueNumber.FirstSeen, Min = now.AddDays(-1).UtcTicks }, 2);
        await AssertFindsAsync(new IssueFilter.InRange { Number = IssueNumber.LastSeen, Max = now.AddHours(-2).UtcTicks }, 2);
        await AssertFindsAsync(new IssueFilter.HasField { Field = IssueField.Assignee, Value = "anna" }, 2);
        await AssertFindsAsync(new IssueFilter.Not { Filter = new IssueFilter.HasField { Field = IssueField.Assignee, Value = TextPattern.Any } }, 1);
        await AssertFindsAsync(new IssueFilter.HasSubstatus { Substatus = IssueSubstatus.New, At = Time.GetUtcNow() }, 1, 2);

        await SetStateAsync((await ByHashAsync(1)).Id, Resolved);
        await AssertFindsAsync(new IssueFilter.HasSubstatus { Substatus = IssueSubstatus.New, At = Time.GetUtcNow() }, 2);
    }

    [Fact]
    public async Task Search_ByTrend_PutsFirstWhatComesMoreOftenThanItUsedTo()
    {
        var now = Time.GetUtcNow();
        await AppendAsync(
        [
            .. Enumerable.Range(0, 70).Select(i => _some.Next(1) with { Timestamp = now.AddHours(-25 - (i * 2)) }),
            .. Enumerable.Range(0, 10).Select(_ => _some.Next(1)),
            .. Enumerable.Range(0, 30).Select(_ => _some.Next(2)),
            .. Enumerable.Range(0, 70).Select(i => _some.Next(3) with { Timestamp = now.AddHours(-25 - (i * 2)) }),
            _some.Next(4) with { Timestamp = now.AddDays(-40) },
        ]);
        await SettleAsync();

        await AssertOrderAsync(IssueSort.Trend, 2, 4, 1, 3);
        var page = await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Sort = IssueSort.Trend, Limit = 2 }, Cancellation);
        var rest = await Store.SearchIssuesAsync(new IssueQuery { ProjectId = Project, Sort = IssueSort.Trend, Limit = 2, Cursor = page.Next }, Cancellation);
        Assert.Equal([SomeEvents.Hash(1), SomeEvents.Hash(3)], rest.Items.Select(row => row.Hashes[0]));
        Assert.True((page.RankedAt ?? Time.GetUtcNow()) >= Time.GetUtcNow().AddMinutes(-10));

        // A week later all is quiet, whatever was counted.
        Time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(4, (await SearchAsync(sort: IssueSort.Trend)).Length);
        await AssertOrderAsync(IssueSort.Trend, 4, 3, 2, 1);
    }

    private static TextPattern Pattern(params string[] parts) => TextPattern.Of(parts);
}
