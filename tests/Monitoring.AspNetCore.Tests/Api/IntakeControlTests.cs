using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class IntakeControlTests
{
    private const string Project = $"{Root}/projects/1";

    [Theory]
    [InlineData("quotas", """{"rules":[{"name":"daily","categories":["error","attachment"],"limit":5,"window":"P1D"}]}""", "rules[0].window", "P1D")]
    [InlineData("filters", """{"webCrawlers":true,"legacyBrowsers":{"ie":12},"clientAddresses":["10.0.0.0/8"],"own":[{"name":"a","path":"tags.b","pattern":"c*"}]}""", "own[0].path", "tags.b")]
    [InlineData("sampling", """{"keepFirst":50,"keepEvery":"PT1M"}""", "keepEvery", "PT1M")]
    public async Task Settings_are_read_by_reporters_replaced_by_maintainers_and_can_be_sent_back(string path, string settings, string field, string expected)
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/{path}").JsonAsync();
        await host.As(TestHost.Developer).SendAsync("PUT", $"{Project}/{path}", settings).ProblemAsync(HttpStatusCode.Forbidden);

        var after = await host.As(TestHost.Owner).SendAsync("PUT", $"{Project}/{path}", settings).JsonAsync();
        var again = await host.As(TestHost.Owner).SendAsync("PUT", $"{Project}/{path}", after.ToJsonString()).JsonAsync();

        var found = after;
        foreach (var part in field.Replace("[0]", ".0", StringComparison.Ordinal).Split('.'))
        {
            found = part == "0" ? found[0]! : found[part]!;
        }

        Assert.Equal(expected, (string?)found);
        Assert.Equal(after.ToJsonString(), again.ToJsonString());
        await host.As(TestHost.Owner).SendAsync("PUT", $"{Project}/{path}", "{}", ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("quotas", """{"rules":[{"name":"a","categories":["errors"],"limit":5,"window":"P1D"}]}""", "rules[0].categories: 'errors' is no category.")]
    [InlineData("quotas", """{"rules":[{"name":"a","limit":5,"window":"P32D"}]}""", "rules[0].window")]
    [InlineData("filters", """{"legacyBrowsers":{"netscape":4}}""", "legacyBrowsers[0].browser")]
    [InlineData("filters", """{"clientAddresses":["10.0.0.0/99"]}""", "clientAddresses[0]")]
    [InlineData("sampling", """{"keepFirst":0}""", "keepFirst")]
    public async Task A_mistake_is_answered_with_its_place(string path, string settings, string expected)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Contains(expected, await host.As(TestHost.Owner).SendAsync("PUT", $"{Project}/{path}", settings).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_are_tried_and_previewed()
    {
        await using var host = await TestHost.StartAsync();

        var tested = await host.As(TestHost.Reporter).SendAsync(
            "POST", $"{Project}/filters:test", """{"event":{"message":"x","release":"a@1"},"address":"10.1.1.1","settings":{"releases":["a@*"],"clientAddresses":["10.0.0.0/8"]}}""").JsonAsync();
        var previewed = await host.As(TestHost.Reporter).SendAsync("POST", $"{Project}/filters:preview", """{"settings":{"webCrawlers":true}}""").JsonAsync();

        Assert.Equal("""{"dropped":true,"matches":["ip-address","release-version"]}""", tested.ToJsonString());
        Assert.Equal("""{"examined":0,"matched":0,"skipped":0,"filters":[]}""", previewed.ToJsonString());
    }

    [Fact]
    public async Task An_event_that_is_counted_and_not_kept_says_so_and_the_kept_ones_are_found()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", $"{Project}/sampling", """{"keepFirst":10,"maxPerIssue":10}""").JsonAsync();
        for (var number = 0; number < 12; number++)
        {
            using var sent = await host.Anonymous().SendAsync(
                "POST", $"/api/1/store/?sentry_key={TestHost.Key}", $$"""{"event_id":"{{number:D32}}","message":"out of stock"}""");
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        var issue = Assert.Single(await host.IssuesAsync())!;
        var all = (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue["id"]}/events").JsonAsync())["items"]!.AsArray();
        var kept = (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue["id"]}/events?kept=true").JsonAsync())["items"]!.AsArray();
        var lost = all.First(found => !(bool)found!["hasPayload"]!)!;
        var shown = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/events/{lost["id"]}").JsonAsync();

        Assert.Equal((12, 12, 10), ((int)issue["count"]!, all.Count, kept.Count));
        Assert.All(kept, found => Assert.True((bool)found!["hasPayload"]!));
        Assert.Null(shown["payload"]);
    }

    [Fact]
    public async Task Outcomes_are_counted_by_the_hour_and_by_the_day()
    {
        await using var host = await TestHost.StartAsync();
        using var sent = await host.Anonymous().SendAsync("POST", $"/api/1/store/?sentry_key={TestHost.Key}", """{"message":"out of stock"}""");
        const string From = "from=2000-01-01T00:00:00Z&to=2000-03-01T00:00:00Z";

        var byDay = (await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/outcomes?groupBy=day").JsonAsync())["items"]!.AsArray();
        var longDays = await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/outcomes?groupBy=day&{From}").JsonAsync();

        Assert.EndsWith("T00:00:00Z", (string)Assert.Single(byDay)!["bucket"]!, StringComparison.Ordinal);
        Assert.Empty(longDays["items"]!.AsArray());
        Assert.Contains("31 days", await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/outcomes?{From}").ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("groupBy", await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/outcomes?groupBy=week").ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }
}
