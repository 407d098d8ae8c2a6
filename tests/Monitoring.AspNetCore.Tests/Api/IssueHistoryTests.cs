using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class IssueHistoryTests
{
    [Fact]
    public async Task A_merge_is_undone_by_what_the_activity_says_and_so_is_an_unmerge()
    {
        await using var host = await TestHost.StartAsync();
        var (one, two) = await ReportTwoAsync(host);
        var client = host.As(TestHost.Developer);

        await client.SendAsync("PATCH", $"{Root}/issues/{one}", $$"""{"merge":["{{two}}"]}""").JsonAsync();
        var merged = (await ActivityAsync(host, one, 2))[0]!;
        var moved = Assert.Single(merged["moved"]!.AsArray())!;
        var split = await client.SendAsync("POST", $"{Root}/issues/{one}/unmerge", new JsonObject { ["fingerprints"] = moved["fingerprints"]!.DeepClone() }.ToJsonString()).JsonAsync();
        var undone = (await ActivityAsync(host, one, 3))[0]!;
        await client.SendAsync("PATCH", $"{Root}/issues/{one}", new JsonObject { ["merge"] = new JsonArray((string)undone["moved"]![0]!["issueId"]!) }.ToJsonString()).JsonAsync();
        var activity = await ActivityAsync(host, one, 4);

        Assert.Equal(["actor", "after", "at", "before", "eventId", "id", "kind", "moved", "release", "subject"], merged.Names());
        Assert.Equal(("merged", TestHost.Developer, "api", two), ((string?)merged["kind"], (string?)merged["actor"]!["id"], (string?)merged["actor"]!["door"], (string?)moved["issueId"]));
        Assert.Equal((one, two), ((string?)split["remaining"]!["id"], (string?)split["separated"]!["id"]));
        Assert.Equal(["merged", "unmerged", "merged", "opened"], activity.Select(entry => (string)entry!["kind"]!));
    }

    [Fact]
    public async Task A_change_of_status_is_told_with_before_and_after()
    {
        await using var host = await TestHost.StartAsync();
        var (one, _) = await ReportTwoAsync(host);

        await host.As(TestHost.Developer).SendAsync("PATCH", $"{Root}/issues/{one}", """{"status":"resolved","inRelease":"shop@2"}""").JsonAsync();

        var entry = (await ActivityAsync(host, one, 2))[0]!;
        Assert.Equal(("unresolved", "resolved", "shop@2"), ((string?)entry["before"]!["status"], (string?)entry["after"]!["status"], (string?)entry["after"]!["statusDetails"]!["inRelease"]));
    }

    [Theory]
    [InlineData("""{}""", "fingerprints:")]
    [InlineData("""{"fingerprints":[]}""", "fingerprints:")]
    [InlineData("""{"fingerprints":["x"]}""", "fingerprints: 'x'")]
    [InlineData("""{"fingerprints":["0123456789abcdef0123456789abcdef"]}""", "unmerge")]
    public async Task An_unmerge_that_makes_no_sense_is_refused(string body, string reason)
    {
        await using var host = await TestHost.StartAsync();
        var (one, _) = await ReportTwoAsync(host);

        var detail = await host.As(TestHost.Developer).SendAsync("POST", $"{Root}/issues/{one}/unmerge", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(reason, detail, StringComparison.Ordinal);
        await host.As(TestHost.Reporter).SendAsync("POST", $"{Root}/issues/{one}/unmerge", """{"fingerprints":["0123456789abcdef0123456789abcdef"]}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("GET", $"{Root}/issues/{one}/activity").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task<(string One, string Two)> ReportTwoAsync(TestHost host)
    {
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(1), Some.Event(Some.Id(1), "FirstException"))).JsonAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(2), Some.Event(Some.Id(2), "SecondException"))).JsonAsync();
        var ids = (await host.IssuesAsync("?sort=firstSeen")).Select(issue => (string)issue!["id"]!).ToArray();
        return (ids[0], ids[1]);
    }

    /// <summary>Entries stand there within moments of the change.</summary>
    private static async Task<JsonArray> ActivityAsync(TestHost host, string issue, int count)
    {
        var items = await Eventually.ReadAsync(
            async () => (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/activity").JsonAsync())["items"]!.AsArray(), found => found.Count >= count);
        Assert.Equal(count, items.Count);
        return items;
    }
}
