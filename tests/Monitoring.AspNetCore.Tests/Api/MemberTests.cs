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
