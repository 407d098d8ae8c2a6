using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Storage.Documents;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class PagingTests
{
    [Fact]
    public async Task Pages_hold_each_item_once()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        for (var i = 0; i < 7; i++)
        {
            await client.SendAsync("PUT", $"{Root}/projects/1/members/member-{i}", """{"role":"guest"}""").JsonAsync();
        }

        List<string> seen = [];
        for (string? next = ""; next is not null;)
        {
            var page = await client.SendAsync("GET", $"{Root}/projects/1/members?limit=3{(next.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(next)}")}").JsonAsync();
            Assert.Equal(["items", "next"], page.Names());
            Assert.InRange(page["items"]!.AsArray().Count, 1, 3);
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["actorId"]!));
            next = (string?)page["next"];
        }

        Assert.Equal(10, seen.Count);
        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=%2B5")]
    [InlineData("limit=5.0")]
    [InlineData("limit=ten")]
    public async Task Limit_OutOfRange_Is400(string query)
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        foreach (var list in new[] { "/projects", "/projects/1/keys", "/projects/1/members", "/projects/1/issues", "/audit?project=1" })
        {
            var path = $"{Root}{list}{(list.Contains('?') ? '&' : '?')}{query}";
            var detail = await client.SendAsync("GET", path).ProblemAsync(HttpStatusCode.BadRequest);
            Assert.StartsWith("limit:", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/projects")]
    [InlineData("/projects/1/keys")]
    [InlineData("/projects/1/members")]
    [InlineData("/projects/1/issues")]
    [InlineData("/audit?project=1")]
    [InlineData("/projects/1/outcomes")]
    public async Task Cursor_Foreign_Is400(string list)
    {
        await using var host = await TestHost.StartAsync();

        foreach (var cursor in new[] { "nonsense", "%00", "MTAwMA", "AAAA", "-1" })
        {
            var path = $"{Root}{list}{(list.Contains('?') ? '&' : '?')}cursor={cursor}";
            var detail = await host.As(TestHost.Owner).SendAsync("GET", path).ProblemAsync(HttpStatusCode.BadRequest);
            Assert.Contains("cursor", detail, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Cursor_OfAnotherList_Is400()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/members/member-{i}", """{"role":"guest"}""").JsonAsync();
        }

        var cursor = (string)(await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/members?limit=1").JsonAsync())["next"]!;

        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/projects/1/outcomes?cursor={Uri.EscapeDataString(cursor)}").ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_fault_of_the_store_beside_a_good_cursor_is_not_the_callers()
    {
        await using var store = new WatchedDocumentStore();
        await using var host = await TestHost.StartAsync(new() { Services = services => services.AddSingleton<IDocumentStore>(store) });
        var client = host.As(TestHost.Owner);
        var page = await client.SendAsync("GET", $"{Root}/projects/1/members?limit=1").JsonAsync();
        store.BeforeQuery = _ => throw new ArgumentException("A fault of the store's own engine.");

        var detail = await client.SendAsync("GET", $"{Root}/projects/1/members?limit=1&cursor={Uri.EscapeDataString((string)page["next"]!)}").ProblemAsync(HttpStatusCode.InternalServerError);

        Assert.DoesNotContain("cursor", detail, StringComparison.OrdinalIgnoreCase);
    }
}
