using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>What is found by the language of searches.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task Events_of_a_project_and_of_an_issue_are_found()
    {
        await using var host = await TestHost.StartAsync();
        await host.ReportManyAsync(3, more: ""","tags":{"browser":"Firefox 140"},"release":"shop@1.2.3" """);
        var client = host.As(TestHost.Reporter);
        var issue = $"{Root}/issues/{Assert.Single(await host.IssuesAsync())!["id"]}";

        var first = await client.SendAsync("GET", $"{Root}/projects/1/events?limit=2&query={Uri.EscapeDataString("browser:Firefox* release:shop@1.2.*")}").JsonAsync();
        var range = $"from={first["from"]}&to={first["to"]}";
        var rest = await client.SendAsync("GET", $"{Root}/projects/1/events?{range}&cursor={Uri.EscapeDataString((string)first["next"]!)}").JsonAsync();
        var none = await client.SendAsync("GET", $"{issue}/events?query={Uri.EscapeDataString("!browser:Firefox*")}").JsonAsync();
        var all = await client.SendAsync("GET", $"{issue}/events").JsonAsync();

        Assert.Equal(["from", "items", "next", "partial", "to"], first.Names());
        Assert.Equal((2, 1, 0, 3), (Count(first), Count(rest), Count(none), Count(all)));
        Assert.True((bool)first["partial"]!);
        Assert.False((bool)rest["partial"]!);
        Assert.Equal(["items", "next"], all.Names());
    }

    [Fact]
    public async Task Mistakes_in_a_search_are_named_with_their_place()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Reporter);

        var issues = await client.SendAsync("GET", $"{Root}/projects/1/issues?query={Uri.EscapeDataString("is:new enviroment:x")}").ProblemAsync(HttpStatusCode.BadRequest);
        var events = await client.SendAsync("GET", $"{Root}/projects/1/events?query={Uri.EscapeDataString("is:new")}").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains("Did you mean 'environment'? A tag of this name is written tags[enviroment]. (position 8)", issues, StringComparison.Ordinal);
        Assert.Contains("of issues, not of events. (position 1)", events, StringComparison.Ordinal);
        await client.SendAsync("GET", $"{Root}/projects/1/events?from=yesterday").ProblemAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("GET", $"{Root}/projects/1/events?cursor=abc").ProblemAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Stranger).SendAsync("GET", $"{Root}/projects/1/events").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Issues_by_trend_say_of_when_they_are_and_similar_ones_why()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();
        var client = host.As(TestHost.Reporter);

        var list = await client.SendAsync("GET", $"{Root}/projects/1/issues?sort=trend").JsonAsync();
        var similar = await client.SendAsync("GET", $"{path}/similar").JsonAsync();

        Assert.Equal(["items", "next", "rankedAt"], list.Names());
        Assert.Equal(1, Count(list));
        Assert.Equal(["items", "next"], similar.Names());
        Assert.Equal(0, Count(similar));
        await host.As(TestHost.Stranger).SendAsync("GET", $"{path}/similar").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static int Count(JsonNode list) => list["items"]!.AsArray().Count;
}
