using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class AccessTests
{
    [Theory]
    [InlineData("GET", "/projects/1")]
    [InlineData("GET", "/projects/demo%2Fshop")]
    [InlineData("GET", "/projects/1/members")]
    [InlineData("GET", "/projects/1/issues")]
    [InlineData("GET", "/projects/1/outcomes")]
    [InlineData("GET", "/projects/1/keys")]
    [InlineData("GET", "/audit?project=1")]
    public async Task A_stranger_is_told_the_same_of_a_project_that_is_there_and_of_one_that_is_not(string method, string path)
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Stranger);
        var absentPath = path.Replace("demo%2Fshop", "demo%2Fnone").Replace("s/1", "s/777").Replace("=1", "=777");

        var hidden = await client.SendAsync(method, Root + path).ProblemAsync(HttpStatusCode.NotFound);
        var absent = await client.SendAsync(method, Root + absentPath).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Equal(hidden, absent.Replace("777", "1").Replace("demo/none", "demo/shop"));
    }

    [Theory]
    [InlineData("GET", "/projects/1/keys", null)]
    [InlineData("POST", "/projects/1/keys", """{"label":"x"}""")]
    [InlineData("PUT", "/projects/1/features", """{"features":[]}""")]
    [InlineData("PATCH", "/projects/1", """{"name":"x"}""")]
    [InlineData("PUT", "/projects/1/members/eve", """{"role":"guest"}""")]
    [InlineData("DELETE", "/projects/1/members/rita", null)]
    [InlineData("POST", "/projects", """{"path":"a/b"}""")]
    [InlineData("GET", "/audit?project=1", null)]
    [InlineData("GET", "/audit", null)]
    public async Task A_reporter_is_refused_with_403(string method, string path, string? body)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Reporter).SendAsync(method, Root + path, body).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.NotEmpty(detail);
    }

    [Fact]
    public async Task Nobody_is_refused_with_401_by_the_hosts_authentication()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Anonymous().SendAsync("GET", $"{Root}/projects");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_is_refused_with_401_by_the_product_when_the_group_is_open()
    {
        await using var host = await TestHost.StartAsync(new() { Map = app => app.MapMonitoring().AllowAnonymous() });

        var detail = await host.Anonymous().SendAsync("GET", $"{Root}/projects").ProblemAsync(HttpStatusCode.Unauthorized);

        Assert.Contains("signed in", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_that_is_off_is_refused_with_403()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/features", """{"features":[]}""").JsonAsync();

        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/issues").ProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_refusal_and_a_change_stand_in_the_audit_log_with_the_door()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Reporter).SendAsync("PATCH", $"{Root}/projects/1", """{"name":"x"}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Owner).SendAsync("PATCH", $"{Root}/projects/1", """{"name":"y"}""").JsonAsync();

        var log = await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/audit?project=1&limit=2").JsonAsync();

        var changed = log["items"]![0]!;
        Assert.Equal(["action", "actorId", "actorKind", "after", "at", "before", "door", "id", "projectId", "subject"], changed.Names());
        Assert.Equal("project.renamed", (string?)changed["action"]);
        Assert.Equal("user", (string?)changed["actorKind"]);
        Assert.Equal(TestHost.Owner, (string?)changed["actorId"]);
        Assert.Equal("api", (string?)changed["door"]);
        Assert.Equal("1", (string?)changed["projectId"]);
        Assert.Equal("access.refused", (string?)log["items"]![1]!["action"]);
        Assert.Equal(TestHost.Reporter, (string?)log["items"]![1]!["actorId"]);
    }
}
