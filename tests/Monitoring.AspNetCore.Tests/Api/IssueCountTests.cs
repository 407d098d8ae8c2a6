using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>What is counted of an issue and of a project.</summary>
public sealed class IssueCountTests
{
    [Fact]
    public async Task Series_and_tags_count_the_events()
    {
        await using var host = await TestHost.StartAsync();
        await host.ReportManyAsync(3, more: ""","tags":{"browser":"Firefox"}""");
        var path = $"{Root}/issues/{Assert.Single(await host.IssuesAsync())!["id"]}";
        var client = host.As(TestHost.Reporter);

        var hours = await client.SendAsync("GET", $"{path}/series").JsonAsync();
        var days = await client.SendAsync("GET", $"{path}/series?bucket=day").JsonAsync();
        var tags = await client.SendAsync("GET", $"{path}/tags").JsonAsync();

        Assert.Equal(["items", "next"], hours.Names());
        Assert.InRange(hours["items"]!.AsArray().Count, 24, 25);
        Assert.InRange(days["items"]!.AsArray().Count, 30, 31);
        Assert.All(hours["items"]!.AsArray(), point => Assert.Equal(["count", "start"], point!.Names()));
        Assert.Equal(3, hours["items"]!.AsArray().Sum(point => (long)point!["count"]!));
        Assert.Equal(3, days["items"]!.AsArray().Sum(point => (long)point!["count"]!));
        var browser = tags["items"]!.AsArray().Single(tag => (string?)tag!["key"] == "browser")!;
        Assert.Equal("""{"key":"browser","total":3,"values":[{"value":"Firefox","count":3,"percent":100}],"others":0,"othersPercent":0}""", browser.ToJsonString());
    }

    [Theory]
    [InlineData("from=2026-01-01T00:00:00", "from:")]
    [InlineData("from=yesterday", "from:")]
    [InlineData("to=2026-13-01T00:00:00Z", "to:")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from, to:")]
    [InlineData("from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from, to:")]
    [InlineData("bucket=minute", "bucket:")]
    public async Task Series_BadRange_Is400(string query, string place)
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();

        var detail = await host.As(TestHost.Reporter).SendAsync("GET", $"{path}/series?{query}").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcomes_HaveTheFieldsThatScriptsRelyOn()
    {
        await using var host = await TestHost.StartAsync();
        await host.ReportManyAsync(2);

        var outcomes = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/outcomes?outcome=accepted&category=error").JsonAsync();
        var item = Assert.Single(outcomes["items"]!.AsArray())!;

        Assert.Equal(["bucket", "category", "count", "outcome", "reason"], item.Names());
        Assert.Equal("error", (string?)item["category"]);
        Assert.Equal("accepted", (string?)item["outcome"]);
        Assert.Equal(2, (long)item["count"]!);
        Assert.Matches(Instants.Pattern(), (string)item["bucket"]!);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/outcomes?outcome=lost").ProblemAsync(HttpStatusCode.BadRequest);
    }
}
