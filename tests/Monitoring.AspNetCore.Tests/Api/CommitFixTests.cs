using System.Net;
using System.Text.Json.Nodes;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Projects;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Commits that say to fix an issue, attached to a release by the product API and by Sentry's.</summary>
public sealed class CommitFixTests : IAsyncLifetime
{
    private const string Release = $"{Root}/projects/1/releases/shop@2.0.0/commits";
    private const string Fix = """{"commits":[{"id":"4f06ce6","authorName":"Ada","message":"Charge once\n\nFixes SHOP-1 and shop-2, SHOP-99"}]}""";

    private TestHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.StartAsync();
        foreach (var number in new[] { 1, 2, 3 })
        {
            await _host.Anonymous().ReportAsync(Some.Envelope(Some.Id(number), Some.Event(Some.Id(number), $"E{number}Exception"))).JsonAsync();
            await _host.IssuesAsync();
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task They_resolve_the_issues_that_they_name_in_the_release()
    {
        await _host.As(TestHost.Developer).SendAsync("PUT", Release, Fix).JsonAsync();

        Assert.Equal(["resolved", "resolved", "unresolved"], await StatusesAsync());
        var entry = await LastActivityAsync("SHOP-1", "statusChanged");
        var details = entry["after"]!["statusDetails"]!;
        Assert.Equal(("shop@2.0.0", "commit", "commit 4f06ce6 by Ada"), ((string?)details["inRelease"], (string?)details["cause"], (string?)details["reason"]));
        Assert.Equal(TestHost.Developer, (string?)entry["actor"]!["id"]);
        Assert.Equal("commit 4f06ce6 by Ada", (string?)(await ReadAsync("SHOP-2"))["statusDetails"]!["reason"]);
    }

    [Theory]
    [InlineData("POST", "/api/0/organizations/demo/releases/", """{"version":"shop@2.0.0","projects":["shop"],"commits":[COMMIT]}""", HttpStatusCode.Created)]
    [InlineData("PUT", "/api/0/organizations/demo/releases/shop@2.0.0/", """{"projects":["shop"],"commits":[COMMIT]}""", HttpStatusCode.OK)]
    [InlineData("PUT", "/api/0/projects/demo/shop/releases/shop@2.0.0/", """{"commits":[COMMIT]}""", HttpStatusCode.OK)]
    public async Task So_do_those_that_Sentrys_clients_attach(string method, string path, string body, HttpStatusCode status)
    {
        const string Commit = """{"id":"4f06ce6","author_name":"Ada","author_email":"ada@shop.example","message":"resolves: SHOP-1","patch_set":[]}""";
        await _host.As(TestHost.Developer).SendAsync("POST", "/api/0/organizations/demo/releases/", """{"version":"shop@2.0.0","projects":["shop"]}""").JsonAsync(HttpStatusCode.Created);

        await _host.As(TestHost.Developer).SendAsync(method, path, body.Replace("COMMIT", Commit, StringComparison.Ordinal)).JsonAsync(status);

        Assert.Equal(["resolved", "unresolved", "unresolved"], await StatusesAsync());
    }

    [Fact]
    public async Task What_somebody_has_decided_since_stays_when_the_commits_are_sent_again()
    {
        var client = _host.As(TestHost.Developer);
        await client.SendAsync("PATCH", $"{Root}/issues/SHOP-2", """{"status":"resolved"}""").JsonAsync();
        await client.SendAsync("PUT", Release, Fix).JsonAsync();
        foreach (var issue in new[] { "SHOP-1", "SHOP-2" })
        {
            await client.SendAsync("PATCH", $"{Root}/issues/{issue}", """{"status":"unresolved"}""").JsonAsync();
        }

        await client.SendAsync("PUT", Release, Fix).JsonAsync();
        await client.SendAsync("PUT", Release.Replace("2.0.0", "3.0.0", StringComparison.Ordinal), Fix).JsonAsync();

        Assert.Equal(["unresolved", "unresolved", "unresolved"], await StatusesAsync());
        await client.SendAsync("PUT", Release, Fix.Replace("4f06ce6", "5f06ce6", StringComparison.Ordinal)).JsonAsync();
        Assert.Equal(["resolved", "resolved", "unresolved"], await StatusesAsync());
    }

    [Fact]
    public async Task An_issue_that_is_resolved_already_stays_as_it_is()
    {
        var client = _host.As(TestHost.Developer);
        await client.SendAsync("PATCH", $"{Root}/issues/SHOP-1", """{"status":"resolved","inRelease":"shop@1.9.0"}""").JsonAsync();

        await client.SendAsync("PUT", Release, Fix).JsonAsync();

        var details = (await ReadAsync("SHOP-1"))["statusDetails"]!;
        Assert.Equal(("shop@1.9.0", null), ((string?)details["inRelease"], (string?)details["cause"]));
    }

    [Fact]
    public async Task A_mending_that_further_branches_take_up_resolves_in_their_releases_as_well()
    {
        var client = _host.As(TestHost.Developer);
        await client.SendAsync("PUT", Release, Fix).JsonAsync();
        await client.SendAsync("PUT", Release.Replace("2.0.0", "1.9.4", StringComparison.Ordinal), Fix.Replace("4f06ce6", "5f06ce6", StringComparison.Ordinal)).JsonAsync();
        await client.SendAsync("PUT", Release, Fix.Replace("4f06ce6", "6f06ce6", StringComparison.Ordinal)).JsonAsync();

        var details = (await ReadAsync("SHOP-1"))["statusDetails"]!;
        Assert.Equal(["shop@2.0.0", "shop@1.9.4"], details["inReleases"]!.AsArray().Select(release => (string?)release));
        Assert.Equal("commit 5f06ce6 by Ada", (string?)details["reason"]);
    }

    [Fact]
    public async Task Issues_of_other_projects_are_left_alone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var projects = _host.Services.GetRequiredService<IProjectDirectory>();
        foreach (var (number, path) in new[] { (2, "demo/till"), (3, "other/shop") })
        {
            var id = new ProjectId(number);
            await projects.CreateAsync(Actor.System, path, path, id, [Feature.ErrorTracking], cancellation);
            await _host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
                Actor.System, new Member { ProjectId = id, ActorId = TestHost.Developer, Role = Role.Developer }, cancellationToken: cancellation);
        }

        var client = _host.As(TestHost.Developer);
        await client.SendAsync("PUT", $"{Root}/projects/2/releases/till@1/commits", Fix).JsonAsync();
        await client.SendAsync("PUT", $"{Root}/projects/3/releases/shop@1/commits", Fix).JsonAsync();

        Assert.Equal(["unresolved", "unresolved", "unresolved"], await StatusesAsync());
    }

    [Fact]
    public async Task A_number_of_an_issue_that_is_gone_names_nothing_new()
    {
        var client = _host.As(TestHost.Owner);
        await client.SendAsync("PUT", Release, Fix).JsonAsync();
        using var deleted = await client.SendAsync("DELETE", $"{Root}/issues/SHOP-1");

        var release = await client.SendAsync("PUT", Release, Fix).JsonAsync();

        Assert.Equal(1, (int)release["commits"]!);
        Assert.Equal(2, (await _host.IssuesAsync()).Count);
    }

    private async Task<IEnumerable<string?>> StatusesAsync() =>
        [(string?)(await ReadAsync("SHOP-1"))["status"], (string?)(await ReadAsync("SHOP-2"))["status"], (string?)(await ReadAsync("SHOP-3"))["status"]];

    private Task<JsonNode> ReadAsync(string issue) => _host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}").JsonAsync();

    /// <summary>Entries stand there within moments of the change.</summary>
    private async Task<JsonNode> LastActivityAsync(string issue, string kind)
    {
        for (var attempt = 0; ; attempt++)
        {
            var last = (await _host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/activity").JsonAsync())["items"]![0]!;
            if ((string?)last["kind"] == kind || attempt == 400)
            {
                Assert.Equal(kind, (string?)last["kind"]);
                return last;
            }

            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }
}
