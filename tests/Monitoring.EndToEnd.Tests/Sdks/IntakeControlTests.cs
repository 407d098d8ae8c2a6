using System.Text;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>What a project lets in of what the Node SDK sends, and how the SDK takes it. Each test has a host of its own, because the settings are those of its project.</summary>
public sealed class IntakeControlTests
{
    private const string Message = "node: stock of espresso is low";

    [Fact]
    public async Task A_filtered_event_is_no_issue_and_is_counted_as_filtered()
    {
        using var data = new TemporaryDirectory();
        await using var host = await StartAsync(data);
        await host.Api.PutAsync("projects/1/filters", """{"errorMessages":["*espresso*"]}""");

        await RunAsync(host.Dsn, 3, Message);
        await RunAsync(host.Dsn, 2, "node: stock of tea is low");

        var issue = await OnlyIssueAsync(host);
        Assert.Equal(("node: stock of tea is low", 2), ((string?)issue["title"], (int)issue["count"]!));
        Assert.Equal(3, await host.Api.CountOutcomesAsync("filtered", "error-message", "error"));
        Assert.Equal(2, await host.Api.CountOutcomesAsync("accepted", "", "error"));
    }

    [Fact]
    public async Task Beyond_a_quota_the_SDK_hears_when_to_come_again_and_sends_no_more_of_that_category()
    {
        using var data = new TemporaryDirectory();
        await using var host = await StartAsync(data);
        await using var tap = await WireTap.StartAsync(host.Url);
        await host.Api.PutAsync("projects/1/quotas", """{"rules":[{"name":"two-an-hour","categories":["error"],"limit":2,"window":"PT1H"}]}""");

        await RunAsync(host.DsnAt(tap.Url), 6, Message);

        // Two are taken, the third is told to wait, and the SDK keeps the others to itself; the check-in is of another category.
        var sent = tap.Requests.Where(request => request.Method == "POST").Select(request => (Types: string.Join(',', request.Items().Select(item => item.Type).Order()), request.Status)).ToList();
        Assert.Equal([200, 200, 429], sent.Where(request => request.Types.Contains("event", StringComparison.Ordinal)).Select(request => request.Status));
        Assert.Equal(200, Assert.Single(sent, request => request.Types.Contains("check_in", StringComparison.Ordinal)).Status);
        Assert.Equal(2, (int)(await OnlyIssueAsync(host))["count"]!);
        Assert.Equal(1, await host.Api.CountOutcomesAsync("rate_limited", "quota_two-an-hour", "error"));
        Assert.Equal(3, await host.Api.CountOutcomesAsync("client_discard", "ratelimit_backoff", "error"));
    }

    [Fact]
    public async Task Sampling_keeps_some_payloads_and_counts_every_event()
    {
        const int Count = 50;
        using var data = new TemporaryDirectory();
        await using var host = await StartAsync(data);
        await host.Api.PutAsync("projects/1/sampling", """{"keepFirst":10,"keepEvery":"PT1H"}""");

        await RunAsync(host.Dsn, Count, Message);

        // Of 11 to 19 each second is kept, of 20 to 39 each fourth, of 40 to 50 each eighth, in each hour; the hour may have turned meanwhile.
        var issue = await OnlyIssueAsync(host);
        var events = await host.Api.ListAsync($"issues/{issue["id"]}/events");
        var kept = events.Count(one => (bool)one["hasPayload"]!);
        var series = await host.Api.GetAsync($"issues/{issue["id"]}/series?bucket=hour");
        Assert.Equal((Count, 7, Count), ((int)issue["count"]!, (int)issue["userCount"]!, events.Count));
        Assert.Equal(Count, series["items"]!.AsArray().Sum(point => (int)point!["count"]!));
        if (series["items"]!.AsArray().Count(point => (int)point!["count"]! > 0) == 1)
        {
            Assert.Equal(10 + 4 + 5 + 2, kept);
        }

        Assert.Equal((kept, Count - kept), (await host.Api.CountOutcomesAsync("accepted", "", "error"), await host.Api.CountOutcomesAsync("accepted", "sampled", "error")));
        Assert.Equal(kept, (await host.Api.ListAsync($"issues/{issue["id"]}/events?kept=true")).Count);
    }

    [Fact]
    public async Task A_discarded_issue_counts_its_events_and_keeps_nothing_of_them()
    {
        const string User = "somebody who is discarded";
        using var data = new TemporaryDirectory();
        await using (var host = await StartAsync(data))
        {
            await RunAsync(host.Dsn, 1, Message);
            var issue = await OnlyIssueAsync(host);
            await host.Api.DeleteAsync($"issues/{issue["id"]}?discard=true");

            var events = await RunAsync(host.Dsn, 4, Message, User);

            Assert.Empty(await host.Api.ListIssuesAsync());
            Assert.Null(await host.Api.FindEventAsync(events[0]));
            Assert.Equal(4, await host.Api.CountOutcomesAsync("filtered", "discarded", "error"));
            var discarded = await host.Api.ListAsync("projects/1/discarded");
            Assert.NotEmpty(discarded);
            Assert.All(discarded, hash => Assert.Equal(Message, (string?)hash["title"]));
            await host.StopAsync();
        }

        Assert.DoesNotContain(Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories), file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(User)) >= 0);
    }

    private static async Task<JsonObject> OnlyIssueAsync(SampleHost host)
    {
        var issues = await host.Api.ListIssuesAsync();
        Assert.True(issues.Count == 1, $"{issues.Count} issues: {string.Join('\n', issues.Select(issue => issue.ToJsonString()))}");
        return issues[0];
    }

    private static Task<SampleHost> StartAsync(TemporaryDirectory data)
    {
        Requires.NpmPackage("@sentry/node");
        return SampleHost.StartAsync(data.Path);
    }

    /// <returns>The ids of the events.</returns>
    private static async Task<IReadOnlyList<string>> RunAsync(Uri dsn, int count, string message, string? user = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SENTRY_DSN"] = dsn.AbsoluteUri,
            ["SENTRY_RELEASE"] = "shop@1.4.2",
            ["SHOP_COUNT"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["SHOP_MESSAGE"] = message,
            ["SHOP_USER"] = user,
        };
        await using var client = await ChildProcess.RunAsync(Requires.Node(), ["burst.mjs"], environment, Clients.Directory("node"));
        Assert.True(client.ExitCode == 0, $"burst.mjs ended with {client.ExitCode}: {client.Output}");
        return [.. JsonNode.Parse(client.Lines[^1])!["events"]!.AsArray().Select(id => (string)id!)];
    }
}
