using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>What can be done with an issue, and by whom.</summary>
public sealed class IssueChangeTests
{
    [Fact]
    public async Task Status_SetByADeveloper_NotByAReporter()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();
        const string Resolve = """{"status":"resolved","inRelease":"shop@2.0"}""";

        await host.As(TestHost.Reporter).SendAsync("PATCH", path, Resolve).ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("PATCH", path, Resolve).ProblemAsync(HttpStatusCode.NotFound);
        var resolved = await host.As(TestHost.Developer).SendAsync("PATCH", path, Resolve).JsonAsync();
        var ignored = await host.As(TestHost.Developer).SendAsync("PATCH", path, """{"status":"ignored","ignore":{"events":100,"rate":{"count":7,"window":"PT10M"}}}""").JsonAsync();

        Assert.Equal("resolved", (string?)resolved["status"]);
        Assert.Equal("shop@2.0", (string?)resolved["statusDetails"]!["inRelease"]);
        Assert.Equal("ignored", (string?)ignored["status"]);
        Assert.Equal("archived-until", (string?)ignored["substatus"]);
        Assert.Equal(100, (long)ignored["statusDetails"]!["ignore"]!["events"]!);
        Assert.Equal((7, "PT10M"), ((long)ignored["statusDetails"]!["ignore"]!["rate"]!["count"]!, (string?)ignored["statusDetails"]!["ignore"]!["rate"]!["window"]));
        Assert.Equal(0, (long)ignored["statusProgress"]!["events"]!);
    }

    [Fact]
    public async Task A_resolved_issue_that_occurs_again_is_a_regression()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();
        await host.As(TestHost.Developer).SendAsync("PATCH", path, """{"status":"resolved"}""").JsonAsync();

        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(99))).JsonAsync();
        var issue = await host.As(TestHost.Developer).SendAsync("GET", path).JsonAsync();

        Assert.Equal("unresolved", (string?)issue["status"]);
        Assert.Equal("regressed", (string?)issue["substatus"]);
    }

    [Fact]
    public async Task Assignee_IsSetAndTakenBack_MustBeAMember()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();
        var client = host.As(TestHost.Developer);

        var assigned = await client.SendAsync("PATCH", path, """{"assignee":"dora"}""").JsonAsync();
        await client.SendAsync("PATCH", path, """{"assignee":"sven"}""").ProblemAsync(HttpStatusCode.BadRequest);
        var free = await client.SendAsync("PATCH", path, """{"assignee":null}""").JsonAsync();

        Assert.Equal("dora", (string?)assigned["assignee"]);
        Assert.Null(free["assignee"]);
    }

    [Fact]
    public async Task Status_and_assignee_change_together_or_not_at_all()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        var path = await host.OpenIssueAsync();

        var refused = await client.SendAsync("PATCH", path, """{"status":"resolved","assignee":"sven"}""").ProblemAsync(HttpStatusCode.BadRequest);
        var untouched = await client.SendAsync("GET", path).JsonAsync();
        var both = await client.SendAsync("PATCH", path, """{"status":"resolved","inRelease":"2.0","assignee":"rita"}""").JsonAsync();
        var back = await client.SendAsync("PATCH", path, """{"assignee":null,"status":"unresolved"}""").JsonAsync();

        Assert.Contains("assignee", refused, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("unresolved", null), ((string?)untouched["status"], (string?)untouched["assignee"]));
        Assert.Equal(("resolved", "rita"), ((string?)both["status"], (string?)both["assignee"]));
        Assert.Equal(("unresolved", null), ((string?)back["status"], (string?)back["assignee"]));
    }

    [Fact]
    public async Task Merge_LeadsTheOtherIdHere()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(1), Some.Event(Some.Id(1), "FirstException"))).JsonAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(2), Some.Event(Some.Id(2), "SecondException"))).JsonAsync();
        var ids = (await host.IssuesAsync("?sort=firstSeen")).Select(issue => (string)issue!["id"]!).ToArray();
        var client = host.As(TestHost.Developer);

        var merged = await client.SendAsync("PATCH", $"{Root}/issues/{ids[0]}", new JsonObject { ["merge"] = new JsonArray(ids[1]) }.ToJsonString()).JsonAsync();
        var other = await client.SendAsync("GET", $"{Root}/issues/{ids[1]}").JsonAsync();

        Assert.Equal(2, (long)merged["count"]!);
        Assert.Equal(2, merged["fingerprints"]!.AsArray().Count);
        Assert.Equal(ids[0], (string?)other["id"]);
        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("{}", "alone is expected")]
    [InlineData("""{"status":"resolved","merge":["2"]}""", "alone is expected")]
    [InlineData("""{"status":"resolved","assignee":7}""", "assignee")]
    [InlineData("""{"assignee":"dora","ignore":{"until":"2030-01-01T00:00:00Z"}}""", "alone is expected")]
    [InlineData("""{"status":"gone"}""", "status:")]
    [InlineData("""{"assignee":7}""", "assignee:")]
    [InlineData("""{"merge":[]}""", "merge:")]
    [InlineData("""{"merge":["x"]}""", "merge:")]
    [InlineData("""{"merge":[12]}""", "$.merge[0]")]
    [InlineData("""{"status":"ignored","ignore":{"until":"tomorrow"}}""", "$.ignore.until")]
    [InlineData("""{"status":"ignored","ignore":{"rate":{"count":5,"window":"an hour"}}}""", "$.ignore.rate.window")]
    [InlineData("""{"status":"ignored","ignore":{"rate":{"count":5,"window":"PT1S"}}}""", "ignore.rate.window")]
    [InlineData("""{"status":"ignored","ignore":{"users":0}}""", "ignore.users")]
    [InlineData("""{"status":"resolved","inNextRelease":true}""", "inNextRelease")]
    [InlineData("""{"status":"resolved","inRelease":"1","inReleases":["2"]}""", "inReleases")]
    [InlineData("""{"status":"unresolved","inRelease":"1"}""", "status:")]
    public async Task Change_Bad_NamesThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();

        var detail = await host.As(TestHost.Developer).SendAsync("PATCH", path, body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithAStaleETag_Is412()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();
        var client = host.As(TestHost.Developer);
        using var read = await client.SendAsync("GET", path);
        var tag = read.Headers.ETag!.ToString();

        await client.SendAsync("PATCH", path, """{"assignee":"dora"}""", ("If-Match", tag)).JsonAsync();
        await client.SendAsync("PATCH", path, """{"status":"resolved"}""", ("If-Match", tag)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await host.As(TestHost.Owner).SendAsync("DELETE", path, null, ("If-Match", tag)).ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Delete_ByAnOwner_TakesTheEventsToo()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();

        await host.As(TestHost.Developer).SendAsync("DELETE", path).ProblemAsync(HttpStatusCode.Forbidden);
        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", path);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await host.As(TestHost.Owner).SendAsync("GET", path).ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/events/{Some.Id(1)}").ProblemAsync(HttpStatusCode.NotFound);
    }
}
