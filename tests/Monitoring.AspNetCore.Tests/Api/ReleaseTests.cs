using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class ReleaseTests
{
    private const string Path = $"{Root}/projects/1/releases";

    [Fact]
    public async Task A_release_is_created_changed_by_its_tag_listed_and_deleted()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);

        await host.As(TestHost.Reporter).SendAsync("PUT", $"{Path}/shop@1.0.0", "{}").ProblemAsync(HttpStatusCode.Forbidden);
        using var created = await client.SendAsync("PUT", $"{Path}/shop@1.0.0", """{"ref":"abc"}""");
        var tag = created.Headers.ETag!.Tag;
        var changed = await client.SendAsync("PUT", $"{Path}/shop@1.0.0", """{"releasedAt":"2026-11-22T12:00:00Z"}""", ("If-Match", tag)).JsonAsync();
        await client.SendAsync("PUT", $"{Path}/shop@1.0.0", """{"ref":"x"}""", ("If-Match", tag)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await client.SendAsync("PUT", $"{Path}/latest", "{}").ProblemAsync(HttpStatusCode.BadRequest);
        var list = await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync();
        await host.As(TestHost.Stranger).SendAsync("GET", Path).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(("abc", "2026-11-22T12:00:00Z"), ((string?)changed["ref"], (string?)changed["releasedAt"]));
        Assert.Equal("shop@1.0.0", (string?)Assert.Single(list["items"]!.AsArray())!["version"]);
        using var deleted = await client.SendAsync("DELETE", $"{Path}/shop@1.0.0");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await client.SendAsync("GET", $"{Path}/shop@1.0.0").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Deploys_and_commits_belong_to_a_release()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);

        var deploy = await client.SendAsync("POST", $"{Path}/shop@1.0.0/deploys", """{"environment":"production"}""").JsonAsync(HttpStatusCode.Created);
        var release = await client.SendAsync("PUT", $"{Path}/shop@1.0.0/commits", """{"commits":[{"id":"4f06ce6","files":["src/bank.js"]}]}""").JsonAsync();
        var deploys = await client.SendAsync("GET", $"{Path}/shop@1.0.0/deploys").JsonAsync();
        var commits = await client.SendAsync("GET", $"{Path}/shop@1.0.0/commits").JsonAsync();

        Assert.Equal((1, 1), ((int)release["commits"]!, (int)release["deploys"]!));
        Assert.Equal((string?)deploy["id"], (string?)deploys["items"]![0]!["id"]);
        Assert.Equal("src/bank.js", (string?)commits["items"]![0]!["files"]![0]);
    }
}
