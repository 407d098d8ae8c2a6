using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>How issues are found.</summary>
public sealed class IssueListTests
{
    [Fact]
    public async Task A_short_id_names_an_issue_as_well()
    {
        await using var host = await TestHost.StartAsync();
        var path = await host.OpenIssueAsync();

        var byShortId = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/SHOP-1").JsonAsync();

        Assert.EndsWith($"/{byShortId["id"]}", path, StringComparison.Ordinal);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/SHOP-2").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/0").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Stranger).SendAsync("GET", $"{Root}/issues/SHOP-1").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_SearchedSortedAndPaged()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 1; i <= 5; i++)
        {
            for (var repeat = 0; repeat < i; repeat++)
            {
                var id = Some.Id((i * 100) + repeat);
                await host.Anonymous().ReportAsync(Some.Envelope(id, Some.Event(id, $"Kind{i}Exception", more: $$""","environment":"env{{i % 2}}" """))).JsonAsync();
            }
        }

        var first = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/issues?sort=events&limit=2").JsonAsync();
        var second = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/issues?sort=events&limit=100&cursor={Uri.EscapeDataString((string)first["next"]!)}").JsonAsync();
        var found = await host.IssuesAsync("?query=" + Uri.EscapeDataString("is:unresolved environment:env1"));

        Assert.Equal([5, 4], Counts(first));
        Assert.Equal([3, 2, 1], Counts(second));
        Assert.Null(second["next"]);
        Assert.Equal(3, found.Count);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/issues?sort=colour").ProblemAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/issues?query=is%3Amaybe").ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static long[] Counts(JsonNode page) => [.. page["items"]!.AsArray().Select(issue => (long)issue!["count"]!)];
}
