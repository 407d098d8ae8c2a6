using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class TracingTests
{
    private const string Project = $"{Root}/projects/1";

    [Fact]
    public async Task Put_SetsTheThresholdForAnETag()
    {
        await using var host = await TestHost.StartAsync();

        var before = await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/tracing").JsonAsync();
        var after = await host.As(TestHost.Owner).SendAsync("PUT", $"{Project}/tracing", """{"apdexThreshold":"PT2S"}""").JsonAsync();

        Assert.Equal(("PT0.3S", "PT2S"), ((string?)before["apdexThreshold"], (string?)after["apdexThreshold"]));
        Assert.Equal(after.ToJsonString(), (await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/tracing").JsonAsync()).ToJsonString());
    }

    [Theory]
    [InlineData("PUT", "tracing", """{"apdexThreshold":"PT0S"}""", "apdexThreshold:")]
    [InlineData("GET", "transactions?sort=name", null, "sort:")]
    [InlineData("GET", "spans?sort=apdex", null, "sort:")]
    [InlineData("GET", "transactions?limit=0", null, "limit:")]
    [InlineData("GET", "transactions?cursor=x", null, "cursor:")]
    [InlineData("GET", "transactions?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", null, "to:")]
    [InlineData("GET", "traces/x", null, "traceId:")]
    [InlineData("GET", "metrics/a?aggregation=mean", null, "aggregation:")]
    [InlineData("GET", "metrics/a?tag=region", null, "tag:")]
    [InlineData("GET", "metrics?cursor=x", null, "cursor:")]
    [InlineData("POST", "metrics", """{"metrics":[]}""", "metrics:")]
    [InlineData("POST", "metrics", """{"metrics":[{"name":"a","type":"x"}]}""", "metrics[0].type:")]
    [InlineData("POST", "metrics", """{"metrics":[{"name":"a","type":"counter"}]}""", "metrics[0].values:")]
    [InlineData("GET", "logs:counts?from=yesterday", null, "from:")]
    public async Task AMistake_IsNamedByItsPlace(string method, string path, string? body, string place)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync(method, $"{Project}/{path}", body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(place, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transactions/none")]
    [InlineData("metrics/none")]
    [InlineData("events/a96a48d4a2b24dc5a5b5bcb9e5a2b14f/transaction")]
    public async Task WhatIsNotThere_Is404(string path)
    {
        await using var host = await TestHost.StartAsync();

        using var answer = await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/{path}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Post_AddsMetricsThatAreReadAsSeries()
    {
        await using var host = await TestHost.StartAsync();

        var written = await host.As(TestHost.Owner).SendAsync(
            "POST", $"{Project}/metrics", """{"metrics":[{"name":"checkout.time","type":"distribution","values":[100,200],"unit":"millisecond","tags":{"region":"eu"}},{"name":"","type":"counter","value":1}]}""").JsonAsync();
        var list = await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/metrics").JsonAsync();
        var series = await host.As(TestHost.Reporter).SendAsync("GET", $"{Project}/metrics/checkout.time?aggregation=avg&groupBy=region").JsonAsync();

        Assert.Equal(1, (int)written["accepted"]!);
        Assert.StartsWith("metrics[1].name:", (string?)Assert.Single(written["problems"]!.AsArray()), StringComparison.Ordinal);
        Assert.Equal(["name", "series", "tagKeys", "type", "unit"], Assert.Single(list["items"]!.AsArray())!.AsObject().Names());
        Assert.Equal(("PT1H", "avg", 150.0, "eu"),
            ((string?)series["interval"], (string?)series["aggregation"], (double)series["series"]![0]!["total"]!, (string?)series["series"]![0]!["tags"]!["region"]));
    }

    [Fact]
    public async Task Post_IsForDevelopers()
    {
        await using var host = await TestHost.StartAsync();

        using var answer = await host.As(TestHost.Reporter).SendAsync("POST", $"{Project}/metrics", """{"metrics":[{"name":"a","type":"counter","value":1}]}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
