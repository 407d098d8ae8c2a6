using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class MemberTests
{
    [Fact]
    public async Task Set_Then_List_Then_Remove()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        var set = await client.SendAsync("PUT", $"{Root}/projects/1/members/ann%2Fbob%40example.com", """{"role":"planner"}""").JsonAsync();
        var list = await client.SendAsync("GET", $"{Root}/projects/1/members").JsonAsync();
        using var removed = await client.SendAsync("DELETE", $"{Root}/projects/1/members/ann%2Fbob%40example.com");

        Assert.Equal("""{"projectId":"1","actorId":"ann/bob@example.com","role":"planner"}""", set.ToJsonString());
        Assert.Contains(list["items"]!.AsArray(), item => (string?)item!["actorId"] == "ann/bob@example.com");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await client.SendAsync("DELETE", $"{Root}/projects/1/members/ann%2Fbob%40example.com").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_for_an_old_version_is_412_and_changes_nothing()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        const string path = $"{Root}/projects/1/members/{TestHost.Reporter}";
        using var read = await client.SendAsync("GET", path);
        var first = read.Headers.ETag!.ToString();
        using var changed = await client.SendAsync("PUT", path, """{"role":"planner"}""", ("If-Match", first));
        var second = changed.Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first, second);
        using var stale = await client.SendAsync("PUT", path, """{"role":"developer"}""", ("If-Match", first));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(second, stale.Headers.ETag!.ToString());
        await client.SendAsync("DELETE", path, null, ("If-Match", first)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal("planner", (string?)(await client.SendAsync("GET", path).JsonAsync())["role"]);
        using var removed = await client.SendAsync("DELETE", path, null, ("If-Match", second));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await client.SendAsync("GET", path).ProblemAsync(HttpStatusCode.NotFound);
        await client.SendAsync("PUT", path, """{"role":"planner"}""", ("If-Match", second)).ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task The_last_owner_stays_whatever_version_is_named()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestAuthentication.Administrator);
        const string path = $"{Root}/projects/1/members/{TestHost.Owner}";
        using var read = await client.SendAsync("GET", path);

        await client.SendAsync("DELETE", path, null, ("If-Match", read.Headers.ETag!.ToString())).ProblemAsync(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"role":"king"}""")]
    [InlineData("""{"role":null}""")]
    [InlineData("""{}""")]
    public async Task Set_UnknownRole_NamesThoseThatAreKnown(string body)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/members/eve", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith("role:", detail, StringComparison.Ordinal);
        Assert.Contains("maintainer", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_LastOwner_IsAConflict()
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.As(TestHost.Owner).SendAsync("DELETE", $"{Root}/projects/1/members/{TestHost.Owner}");

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden });
    }
}
