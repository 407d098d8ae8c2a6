using System.Net;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Projects;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>Pages of the web API, followed in both directions by what the header <c>Link</c> says.</summary>
public sealed class WebPagingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Comments_are_paged_with_the_newest_first(int limit)
    {
        await using var host = await TestHost.StartAsync();
        var path = await OpenAsync(host, comments: 7);

        var pages = await WalkAsync(host, $"{path}comments/?limit={limit}", "next");

        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], pages.SelectMany(page => page.Texts));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(limit, page.Texts.Length));
    }

    [Fact]
    public async Task Each_page_leads_back_to_the_one_before()
    {
        await using var host = await TestHost.StartAsync();
        var path = await OpenAsync(host, comments: 7);

        var forward = await WalkAsync(host, $"{path}comments/?per_page=2", "next");
        var back = await WalkAsync(host, forward[^1].Path, "previous");
        var again = await WalkAsync(host, back[^1].Path, "next");

        Assert.Equal(4, forward.Count);
        Assert.Equal(forward.Select(page => page.Texts), back.AsEnumerable().Reverse().Select(page => page.Texts));
        Assert.Equal(forward.Select(page => page.Texts), again.Select(page => page.Texts));
    }

    [Fact]
    public async Task So_do_pages_of_a_list_over_several_projects()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(5);
        var till = new ProjectId(2);
        await host.Services.GetRequiredService<IProjectDirectory>().CreateAsync(Actor.System, "demo/till", "Till", till, [Feature.ErrorTracking], TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
            Actor.System, new Member { ProjectId = till, ActorId = TestHost.Developer, Role = Role.Developer }, cancellationToken: TestContext.Current.CancellationToken);

        var forward = await WalkAsync(host, "/api/0/organizations/demo/issues/?limit=2&query=", "next");
        var back = await WalkAsync(host, forward[^1].Path, "previous");

        Assert.Equal([2, 2, 1], forward.Select(page => page.Texts.Length));
        Assert.Equal(forward.Select(page => page.Texts), back.AsEnumerable().Reverse().Select(page => page.Texts));
    }

    [Fact]
    public async Task Releases_and_their_deploys_come_in_pages_of_the_limit()
    {
        const string Releases = "/api/0/organizations/demo/releases/";
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Developer);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await client.SendAsync("POST", Releases, $$"""{"version":"shop@1.{{number}}","projects":["shop"]}""").JsonAsync(HttpStatusCode.Created);
            await client.SendAsync("POST", Releases + "shop@1.1/deploys/", $$"""{"environment":"stage{{number}}"}""").JsonAsync(HttpStatusCode.Created);
        }

        foreach (var path in new[] { Releases, Releases + "shop@1.1/deploys/" })
        {
            var forward = await WalkAsync(host, path + "?per_page=2", "next");
            var back = await WalkAsync(host, forward[^1].Path, "previous");

            Assert.Equal([2, 2, 1], forward.Select(page => page.Texts.Length));
            Assert.Equal(5, forward.SelectMany(page => page.Texts).Distinct().Count());
            Assert.Equal(forward.Select(page => page.Texts), back.AsEnumerable().Reverse().Select(page => page.Texts));
            await client.SendAsync("GET", path + "?limit=0").DetailAsync(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Cursors_stay_short_and_far_down_the_way_back_ends_at_the_first_page()
    {
        await using var host = await TestHost.StartAsync();
        var path = await OpenAsync(host, comments: 60);

        var forward = await WalkAsync(host, $"{path}comments/?limit=1", "next");
        var back = await WalkAsync(host, forward[^1].Path, "previous");

        Assert.Equal(60, forward.Count);
        Assert.All(forward, page => Assert.True(page.Path.Length < 3_000, $"{page.Path.Length}"));
        Assert.Equal("60", Assert.Single(back[^1].Texts));
        Assert.InRange(back.Count, 5, 60);
        Assert.Equal(forward.TakeLast(back.Count - 1).Select(page => page.Texts), back.SkipLast(1).Reverse().Select(page => page.Texts));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await using var host = await TestHost.StartAsync();
        var path = await OpenAsync(host, comments: 1);

        await host.As(TestHost.Developer).SendAsync("GET", $"{path}comments/?cursor=AAAA:BBBB").DetailAsync(HttpStatusCode.BadRequest);
        Assert.Single((await host.As(TestHost.Developer).SendAsync("GET", $"{path}comments/?cursor=:").JsonAsync()).AsArray());
    }

    private static async Task<string> OpenAsync(TestHost host, int comments)
    {
        await host.OpenAsync(1);
        var path = $"/api/0/issues/{(await host.ListAsync("")).Ids().Single()}/";
        for (var number = 1; number <= comments; number++)
        {
            await host.As(TestHost.Developer).SendAsync("POST", path + "comments/", $$"""{"text":"{{number}}"}""").JsonAsync(HttpStatusCode.Created);
        }

        return path;
    }

    /// <summary>Follows the links of one direction to their end.</summary>
    private static async Task<List<(string Path, string[] Texts)>> WalkAsync(TestHost host, string path, string rel)
    {
        var pages = new List<(string Path, string[] Texts)>();
        while (pages.Count < 100)
        {
            using var response = await host.As(TestHost.Developer).SendAsync("GET", path);
            var items = (await response.JsonAsync()).AsArray();
            pages.Add((path, [.. items.Select(item => (string?)item!["data"]?["text"] ?? (string?)item["id"] ?? (string)item["version"]!)]));
            var (next, hasResults) = response.Link(rel);
            if (!hasResults)
            {
                break;
            }

            path = next;
        }

        return pages;
    }
}
