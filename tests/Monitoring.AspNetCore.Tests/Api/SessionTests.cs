using System.Globalization;
using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Sessions that were sent, as the API tells of them.</summary>
public sealed class SessionTests
{
    private const string Health = $"{Root}/projects/1/releases/shop@1.0/health";
    private const string List = $"{Root}/projects/1/release-health";
    private const string Sessions = $"{Root}/projects/1/sessions";

    [Fact]
    public async Task Health_TellsCountsRatesAdoptionAndSeries()
    {
        await using var host = await StartAsync();

        var health = await host.As(TestHost.Reporter).SendAsync("GET", $"{Health}?environment=production").JsonAsync();

        Assert.Equal(["environment", "release", "series", "sessionAdoption", "totals", "userAdoption"], health.Names());
        Assert.Equal(
            [
                "abnormal", "crashFreeSessions", "crashFreeUsers", "crashed", "crashedUsers", "errored", "healthy", "meanDuration", "p50Duration", "p95Duration",
                "sessions", "unhandled", "users",
            ],
            health["totals"]!.Names());
        Assert.Equal((10, 1, 0.9, 0.5), (
            (long)health["totals"]!["sessions"]!, (long)health["totals"]!["crashed"]!, (double)health["totals"]!["crashFreeSessions"]!, (double)health["sessionAdoption"]!));
        Assert.Equal(["sessions", "start", "totals"], Assert.Single(health["series"]!.AsArray())!.Names());
    }

    [Fact]
    public async Task List_IsOrderedAndPaged()
    {
        await using var host = await StartAsync();
        var client = host.As(TestHost.Reporter);

        var first = await client.SendAsync("GET", $"{List}?sort=crashFreeSessions&limit=1").JsonAsync();
        var second = await client.SendAsync("GET", $"{List}?sort=crashFreeSessions&limit=1&cursor={first["next"]}").JsonAsync();

        Assert.Equal("shop@1.0", (string?)Assert.Single(first["items"]!.AsArray())!["release"]);
        Assert.Equal("shop@2.0", (string?)Assert.Single(second["items"]!.AsArray())!["release"]);
        Assert.Null(second["next"]);
        Assert.Null(second["items"]![0]!["series"]);
    }

    [Fact]
    public async Task Sessions_AreGrouped()
    {
        await using var host = await StartAsync();

        var groups = await host.As(TestHost.Reporter).SendAsync("GET", $"{Sessions}?groupBy=release,status&interval=day").JsonAsync();

        Assert.Equal(
            ["shop@2.0 healthy 10", "shop@1.0 healthy 9", "shop@1.0 crashed 1"],
            groups["items"]!.AsArray().Select(group => $"{group!["release"]} {group["status"]} {group["sessions"]}"));
        Assert.Equal(["environment", "release", "series", "sessions", "status", "totals"], groups["items"]![0]!.Names());
    }

    [Theory]
    [InlineData($"{Health}?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from, to:")]
    [InlineData($"{Health}?from=yesterday", "from:")]
    [InlineData($"{List}?sort=name", "sort:")]
    [InlineData($"{List}?cursor=AAAA", "cursor:")]
    [InlineData($"{List}?limit=0", "limit:")]
    [InlineData($"{Sessions}?groupBy=user", "groupBy:")]
    [InlineData($"{Sessions}?interval=minute", "interval:")]
    [InlineData($"{Sessions}?cursor=AAAA", "cursor:")]
    public async Task A_question_that_cannot_be_answered_is_400(string path, string place)
    {
        await using var host = await TestHost.StartAsync();

        Assert.StartsWith(place, await host.As(TestHost.Reporter).SendAsync("GET", path).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Health)]
    [InlineData(List)]
    [InlineData(Sessions)]
    public async Task A_stranger_sees_no_project(string path)
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Stranger).SendAsync("GET", path).ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task<TestHost> StartAsync()
    {
        var host = await TestHost.StartAsync();
        await SendAsync(host, "shop@1.0", "\"exited\":9,\"crashed\":1");
        await SendAsync(host, "shop@2.0", "\"exited\":10");
        return host;
    }

    private static async Task SendAsync(TestHost host, string release, string counts)
    {
        var started = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = "{}\n{\"type\":\"sessions\"}\n" + $$$"""
            {"aggregates":[{"started":"{{{started}}}",{{{counts}}}}],"attrs":{"release":"{{{release}}}","environment":"production"}}
            """;
        using var content = new StringContent(body);
        using var answer = await host.Anonymous().PostAsync($"{Senders.EnvelopePath}?{Some.KeyQuery}", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
