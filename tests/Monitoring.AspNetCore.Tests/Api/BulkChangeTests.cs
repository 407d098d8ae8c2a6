using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class BulkChangeTests
{
    private const string Path = $"{Root}/projects/1/issues:update";

    [Fact]
    public async Task All_issues_that_a_search_finds_are_resolved_in_the_background()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();
        var developer = host.As(TestHost.Developer);

        using var begun = await developer.SendAsync("POST", Path, """{"query":"is:unresolved","change":{"status":"resolved","assignee":"dora"}}""");
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var location = begun.Headers.Location!.OriginalString;
        var job = await AwaitAsync(host, location);

        Assert.Equal(("done", 1, 1, 0, 0), ((string?)job["state"], (int)job["found"]!, (int)job["changed"]!, (int)job["skipped"]!, (int)job["failed"]!));
        var issue = (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/issues").JsonAsync())["items"]![0]!;
        Assert.Equal(("resolved", TestHost.Developer), ((string?)issue["status"], (string?)issue["assignee"]));
        var listed = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/issue-updates").JsonAsync();
        Assert.Equal((string?)job["id"], (string?)Assert.Single(listed["items"]!.AsArray())!["id"]);
        Assert.Equal("done", (string?)(await developer.SendAsync("DELETE", location).JsonAsync())["state"]);
    }

    [Theory]
    [InlineData("""{"change":{"status":"resolved"}}""", "issues, query:")]
    [InlineData("""{"query":"","issues":["1"],"change":{"status":"resolved"}}""", "issues, query:")]
    [InlineData("""{"query":""}""", "change, delete:")]
    [InlineData("""{"query":"","change":{}}""", "status, assignee, delete:")]
    [InlineData("""{"query":"is:nothing","change":{"status":"resolved"}}""", "query:")]
    [InlineData("""{"query":"","change":{"inNextRelease":true}}""", "inNextRelease")]
    [InlineData("""{"query":"","change":{"status":"gone"}}""", "status:")]
    [InlineData("""{"query":"","delete":true,"change":{"status":"resolved"}}""", "change, delete:")]
    [InlineData("""{"query":"","change":{"assignee":"sven"}}""", "assignee:")]
    [InlineData("""{"query":"","change":{"assignee":7}}""", "assignee:")]
    [InlineData("""{"issues":["x"],"change":{"status":"resolved"}}""", "issues:")]
    public async Task What_makes_no_sense_is_refused_with_its_place(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Contains(place, await host.As(TestHost.Owner).SendAsync("POST", Path, body).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Developers_change_and_only_maintainers_delete()
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Reporter).SendAsync("POST", Path, """{"query":"","change":{"status":"resolved"}}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("POST", Path, """{"query":"","delete":true}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("POST", Path, """{"query":"","change":{"status":"resolved"}}""").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Developer).SendAsync("GET", $"{Root}/projects/1/issue-updates/none").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task<JsonNode> AwaitAsync(TestHost host, string location)
    {
        var job = await Eventually.ReadAsync(() => host.As(TestHost.Reporter).SendAsync("GET", location).JsonAsync(), found => (string?)found["state"] == "done");
        Assert.Equal("done", (string?)job["state"]);
        return job;
    }
}
