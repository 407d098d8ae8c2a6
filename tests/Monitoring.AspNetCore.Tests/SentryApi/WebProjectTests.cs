using System.Net;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>Organisations and projects over Sentry's web API, and lists over several projects.</summary>
public sealed class WebProjectTests
{
    private const string OtherKey = "ffffffffffffffffffffffffffffffff";

    [Fact]
    public async Task Projects_stand_in_the_organizations_of_their_groups()
    {
        await using var host = await TestHost.StartAsync();
        await AddProjectAsync(host, "demo/bakery", 2, OtherKey);
        await AddProjectAsync(host, "team/web/site", 3, null);
        var client = host.As(TestHost.Reporter);

        var projects = (await client.SendAsync("GET", "/api/0/projects/?limit=2").JsonAsync()).AsArray();
        var organizations = (await client.SendAsync("GET", "/api/0/organizations/").JsonAsync()).AsArray();
        var one = await client.SendAsync("GET", "/api/0/projects/team%2Fweb/site/").JsonAsync();
        var demo = (await client.SendAsync("GET", "/api/0/organizations/demo/projects/").JsonAsync()).AsArray();
        var organization = await client.SendAsync("GET", "/api/0/organizations/demo/").JsonAsync();

        Assert.Equal([("1", "shop", "demo"), ("2", "bakery", "demo")], projects.Select(item => ((string)item!["id"]!, (string)item["slug"]!, (string)item["organization"]!["slug"]!)));
        Assert.Equal(["demo", "team/web"], organizations.Select(item => (string)item!["slug"]!));
        Assert.Equal(("3", "active"), ((string?)one["id"], (string?)one["status"]));
        Assert.Equal(["1", "2"], demo.Ids());
        Assert.Equal("http://localhost", (string?)organization["links"]!["regionUrl"]);
        Assert.Empty((await host.As(TestHost.Stranger).SendAsync("GET", "/api/0/projects/").JsonAsync()).AsArray());
        await host.As(TestHost.Stranger).SendAsync("GET", "/api/0/organizations/demo/").DetailAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Keys_are_for_maintainers_and_hold_a_dsn()
    {
        await using var host = await TestHost.StartAsync();

        var key = Assert.Single((await host.As(TestHost.Owner).SendAsync("GET", "/api/0/projects/demo/shop/keys/").JsonAsync()).AsArray())!;

        Assert.Equal(($"http://{TestHost.Key}@localhost/1", true), ((string?)key["dsn"]!["public"], (bool)key["isActive"]!));
        await host.As(TestHost.Developer).SendAsync("GET", "/api/0/projects/demo/shop/keys/").DetailAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Received_events_are_counted_by_the_hour()
    {
        await using var host = await TestHost.StartAsync();
        await host.ReportManyAsync(3);

        var points = (await host.As(TestHost.Reporter).SendAsync("GET", "/api/0/projects/demo/shop/stats/").JsonAsync()).AsArray();

        Assert.Equal((25, 3), (points.Count, points.Sum(point => (int)point![1]!)));
        await host.As(TestHost.Reporter).SendAsync("GET", "/api/0/projects/demo/shop/stats/?stat=x").DetailAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Reporter).SendAsync("GET", "/api/0/projects/demo/shop/stats/?since=1&until=2000000000").DetailAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Issues_of_several_projects_make_one_list_with_pages()
    {
        await using var host = await TestHost.StartAsync();
        await AddProjectAsync(host, "demo/bakery", 2, OtherKey);
        await AddProjectAsync(host, "demo/empty", 3, null);
        await host.OpenAsync(4);
        for (var i = 100; i < 103; i++)
        {
            var body = Some.Envelope(Some.Id(i), Some.Event(Some.Id(i), $"Burnt{(char)i}"));
            await host.Anonymous().ReportAsync(body, "/api/2/envelope/", query: $"sentry_key={OtherKey}&sentry_version=7").JsonAsync();
        }

        const string Path = "/api/0/organizations/demo/issues/?query=&sort=freq";
        var all = (await host.ListAsync("", path: Path)).Ids();
        var paged = new List<string>();
        var next = Path + "&limit=2";
        for (var more = true; more;)
        {
            using var response = await host.As(TestHost.Reporter).SendAsync("GET", next);
            paged.AddRange((await response.JsonAsync()).AsArray().Ids());
            (next, more) = response.Next();
        }

        Assert.Equal((7, 7), (all.Length, all.Distinct().Count()));
        Assert.Equal(all, paged);
        Assert.Equal(3, (await host.ListAsync("", path: Path + "&project=2")).Count);
        Assert.Equal(7, (await host.ListAsync("", path: Path + "&project=bakery&project=1")).Count);
        await host.As(TestHost.Reporter).SendAsync("GET", Path + "&project=9").DetailAsync(HttpStatusCode.NotFound);
        foreach (var cursor in new[] { "nonsense!", "MSBh", "MSB4CjEgeA" })
        {
            await host.As(TestHost.Reporter).SendAsync("GET", $"{Path}&cursor={cursor}").DetailAsync(HttpStatusCode.BadRequest);
        }
    }

    private static async Task AddProjectAsync(TestHost host, string path, long id, string? publicKey)
    {
        var projects = host.Services.GetRequiredService<IProjectDirectory>();
        var created = (await projects.CreateAsync(Actor.System, path, path, new ProjectId(id), [Feature.ErrorTracking], TestContext.Current.CancellationToken)).Value!;
        await host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
            Actor.System, new Member { ProjectId = created.Id, ActorId = TestHost.Reporter, Role = Role.Reporter }, null, TestContext.Current.CancellationToken);
        if (publicKey is not null)
        {
            Assert.True(PublicKey.TryParse(publicKey, out var key));
            await host.Services.GetRequiredService<IClientKeyDirectory>().CreateAsync(
                Actor.System, created.Id, new ClientKeySettings { Label = "Test" }, key, TestContext.Current.CancellationToken);
        }
    }
}
