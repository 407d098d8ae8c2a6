using System.Net;
using Monitoring.Access;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>Issues over Sentry's web API: lists, details, changes of one.</summary>
public sealed class WebIssueTests
{
    [Fact]
    public async Task An_issue_has_the_shape_that_clients_know()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);

        var issue = Assert.Single(await host.ListAsync(""))!;
        var detail = await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/issues/{issue["id"]}/").JsonAsync();
        var tag = await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/issues/{issue["id"]}/tags/browser/").JsonAsync();

        Assert.Equal("FailureB: no 1", (string?)issue["title"]);
        Assert.Equal(("FailureB", "no 1"), ((string?)issue["metadata"]!["type"], (string?)issue["metadata"]!["value"]));
        Assert.Equal(("1", 0), ((string?)issue["count"], (int)issue["userCount"]!));
        Assert.Equal(("unresolved", "new", "error"), ((string?)issue["status"], (string?)issue["substatus"], (string?)issue["level"]));
        Assert.Equal(("SHOP-1", "shop", "1"), ((string?)issue["shortId"], (string?)issue["project"]!["slug"], (string?)issue["project"]!["id"]));
        Assert.Equal($"http://localhost/monitoring/api/v1/issues/{issue["id"]}", (string?)issue["permalink"]);
        var hours = issue["stats"]!["24h"]!.AsArray();
        Assert.Equal((24, 1), (hours.Count, hours.Sum(point => (int)point![1]!)));
        Assert.Equal(30, detail["stats"]!["30d"]!.AsArray().Count);
        Assert.Equal(("shop@1.1.0", "1.1.0"), ((string?)detail["firstRelease"]!["version"], (string?)detail["lastRelease"]!["shortVersion"]));
        Assert.Equal("first_seen", (string?)detail["activity"]!.AsArray().LastOrDefault()?["type"] ?? "first_seen");
        Assert.Contains("browser", detail["tags"]!.AsArray().Select(one => (string?)one!["key"]));
        Assert.Equal((1, "b0"), ((int)tag["totalValues"]!, (string?)tag["topValues"]![0]!["value"]));
        using var permalink = await host.As(TestHost.Reporter).SendAsync("GET", (string)issue["permalink"]!);
        Assert.Equal(HttpStatusCode.OK, permalink.StatusCode);
    }

    [Fact]
    public async Task Sorts_and_pages_give_each_issue_once()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(5);

        Assert.Equal(["5", "4", "3", "2", "1"], (await host.ListAsync("?sort=freq")).Select(issue => (string?)issue!["count"]));
        Assert.Equal((await host.ListAsync("?sort=new")).Ids(), (await host.ListAsync("?sort=date")).Ids());
        await host.As(TestHost.Reporter).SendAsync("GET", WebIssues.Project + "?sort=inbox").DetailAsync(HttpStatusCode.BadRequest);

        var seen = new List<string>();
        var path = WebIssues.Project + "?sort=freq&limit=2&query=";
        for (var more = true; more;)
        {
            using var response = await host.As(TestHost.Reporter).SendAsync("GET", path);
            seen.AddRange((await response.JsonAsync()).AsArray().Ids());
            (path, more) = response.Next();
            Assert.Contains("sort=freq", path, StringComparison.Ordinal);
        }

        Assert.Equal((await host.ListAsync("?sort=freq")).Ids(), seen);
        await host.As(TestHost.Reporter).SendAsync("GET", WebIssues.Project + "?cursor=nonsense").DetailAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Reporter).SendAsync("GET", WebIssues.Project + "?limit=101").DetailAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("query=FailureB%20OR%20FailureC&environment=stage", 1)]
    [InlineData("query=FailureB%20OR%20FailureC&environment=none", 0)]
    [InlineData("query=FailureB%20OR%20FailureC&status=resolved", 0)]
    [InlineData("query=FailureB%20OR%20FailureC&status=unresolved", 2)]
    [InlineData("query=%20&environment=stage", 1)]
    public async Task Environment_and_status_hold_for_every_alternative_of_the_search(string query, int expected)
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(99), Some.Event(Some.Id(99), "FailureC", more: ",\"environment\":\"stage\""))).JsonAsync();

        Assert.Equal(expected, (await host.ListAsync("?" + query)).Count);
        if (!query.Contains("status", StringComparison.Ordinal))
        {
            Assert.Equal(expected, (await host.ListAsync("?" + query, path: "/api/0/projects/demo/shop/events/")).Count);
        }
    }

    [Fact]
    public async Task Issues_of_a_project_are_sorted_by_trend_and_those_of_several_are_not()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(3);
        var till = new ProjectId(77);
        await host.Services.GetRequiredService<IProjectDirectory>().CreateAsync(Actor.System, "demo/till", "Till", till, cancellationToken: TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IMemberDirectory>().SetAsync(
            Actor.System, new Member { ProjectId = till, ActorId = TestHost.Reporter, Role = Role.Reporter }, null, TestContext.Current.CancellationToken);

        Assert.Equal(["3", "2", "1"], (await host.ListAsync("?sort=trends")).Select(issue => (string?)issue!["count"]));
        Assert.Equal(3, (await host.ListAsync("?sort=trends&project=shop", TestHost.Reporter, "/api/0/organizations/demo/issues/")).Count);
        Assert.Contains("trends", await host.As(TestHost.Reporter).SendAsync("GET", "/api/0/organizations/demo/issues/?sort=trends").DetailAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_are_written_listed_changed_and_removed()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);
        var path = $"/api/0/issues/{(await host.ListAsync("")).Ids().Single()}";
        var developer = host.As(TestHost.Developer);

        var first = await developer.SendAsync("POST", path + "/comments/", """{"text":"Only *one* bank."}""").JsonAsync(HttpStatusCode.Created);
        var second = await developer.SendAsync("POST", path + "/notes/", """{"text":"Two.","mentions":[]}""").JsonAsync(HttpStatusCode.Created);
        var edited = await developer.SendAsync("PUT", $"{path}/notes/{second["id"]}/", """{"text":"Three."}""").JsonAsync();
        var listed = (await developer.SendAsync("GET", path + "/comments/").JsonAsync()).AsArray();

        Assert.Equal(("note", "Only *one* bank.", TestHost.Developer), ((string?)first["type"], (string?)first["data"]!["text"], (string?)first["user"]!["id"]));
        Assert.Equal("Three.", (string?)edited["data"]!["text"]);
        Assert.Equal(["Three.", "Only *one* bank."], listed.Select(comment => (string?)comment!["data"]!["text"]));
        Assert.Equal((2, 2), ((int)(await host.ListAsync(""))[0]!["numComments"]!, (int)(await developer.SendAsync("GET", path + "/").JsonAsync())["numComments"]!));
        await host.As(TestHost.Reporter).SendAsync("PUT", $"{path}/comments/{first["id"]}/", """{"text":"No."}""").DetailAsync(HttpStatusCode.Forbidden);
        await developer.SendAsync("POST", path + "/comments/", """{"text":""}""").DetailAsync(HttpStatusCode.BadRequest);
        await developer.SendAsync("PUT", path + "/comments/1/", """{"text":"x"}""").DetailAsync(HttpStatusCode.NotFound);
        using var removed = await developer.SendAsync("DELETE", $"{path}/comments/{first["id"]}/");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(1, (int)(await host.ListAsync(""))[0]!["numComments"]!);
    }

    [Fact]
    public async Task Without_a_query_the_unresolved_are_meant_and_with_an_empty_one_all()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(3);
        var first = (await host.ListAsync(""))[0]!["id"];

        var changed = await host.As(TestHost.Developer).SendAsync("PUT", $"/api/0/issues/{first}/", """{"status":"resolved","hasSeen":true}""").JsonAsync();

        Assert.Equal("resolved", (string?)changed["status"]);
        Assert.Equal((2, 3, 1), ((await host.ListAsync("")).Count, (await host.ListAsync("?query=")).Count, (await host.ListAsync("?status=resolved")).Count));
        Assert.Equal((string?)first, (await host.ListAsync("?query=is:resolved")).Ids().Single());
        Assert.Contains("position", await host.As(TestHost.Reporter).SendAsync("GET", WebIssues.Project + "?query=is:broken").DetailAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"resolved","statusDetails":{"inRelease":"shop@1.1.0"}}""", "resolved", "inRelease")]
    [InlineData("""{"status":"resolved","statusDetails":{"inRelease":"latest"}}""", "resolved", "inRelease")]
    [InlineData("""{"status":"resolved","inRelease":"shop@1.1.0"}""", "resolved", "inRelease")]
    [InlineData("""{"status":"ignored","statusDetails":{"ignoreCount":5}}""", "ignored", "ignoreCount")]
    [InlineData("""{"status":"ignored","ignoreDuration":30}""", "ignored", "ignoreUntil")]
    [InlineData("""{"status":"muted","snoozeDuration":null}""", "ignored", null)]
    [InlineData("""{"status":"resolvedInNextRelease"}""", "resolved", "inNextRelease")]
    [InlineData("""{"status":"resolved","statusDetails":{"inNextRelease":true}}""", "resolved", "inNextRelease")]
    [InlineData("""{"status":"ignored","statusDetails":{"ignoreUserCount":5}}""", "ignored", "ignoreUserCount")]
    [InlineData("""{"status":"ignored","substatus":"archived_until_escalating"}""", "ignored", null)]
    public async Task A_status_is_set_with_its_conditions(string body, string status, string? condition)
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);
        var id = (await host.ListAsync(""))[0]!["id"];
        await host.As(TestHost.Developer).SendAsync("POST", "/api/0/projects/demo/shop/releases/", """{"version":"shop@1.1.0"}""").JsonAsync(HttpStatusCode.Created);

        await host.As(TestHost.Developer).SendAsync("PUT", $"/api/0/organizations/demo/issues/{id}/", body).JsonAsync();
        var read = await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/issues/{id}/").JsonAsync();

        Assert.Equal(status, (string?)read["status"]);
        Assert.Equal(condition is null ? [] : [condition], read["statusDetails"]!.Names());
        if (condition == "inRelease")
        {
            Assert.Equal("shop@1.1.0", (string?)read["statusDetails"]!["inRelease"]);
        }
    }

    [Theory]
    [InlineData("""{"status":"done"}""", "status")]
    [InlineData("{}", "status")]
    [InlineData("""{"status":"ignored","ignoreDuration":0}""", "ignoreDuration")]
    [InlineData("""{"status":"ignored","ignoreWindow":60}""", "ignoreWindow")]
    [InlineData("""{"status":"ignored","ignoreCount":5,"ignoreWindow":0}""", "ignoreWindow")]
    [InlineData("""{"status":"ignored","ignoreUserCount":5,"ignoreUserWindow":60}""", "ignoreUserWindow")]
    [InlineData("""{"status":"resolved","statusDetails":{"inRelease":"latest"}}""", "inRelease")]
    [InlineData("""{"status":"resolved","statusDetails":{"inCommit":{"commit":"a"}}}""", "inCommit")]
    [InlineData("""{"assignedTo":"team:1"}""", "assignedTo")]
    [InlineData("""{"assignedTo":7}""", "assignedTo")]
    [InlineData("""{"assignedTo":"nobody-here"}""", "assignee")]
    [InlineData("""{"discard":true,"status":"resolved"}""", "discard")]
    [InlineData("""{"status":""", "body")]
    [InlineData("""{"assignedTo":"\ud800"}""", "assignedTo")]
    public async Task A_change_that_cannot_be_made_is_refused_and_names_the_place(string body, string place)
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);
        var id = (await host.ListAsync(""))[0]!["id"];

        Assert.Contains(place, await host.As(TestHost.Developer).SendAsync("PUT", $"/api/0/issues/{id}/", body).DetailAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Equal("unresolved", (string?)(await host.ListAsync("?query="))[0]!["status"]);
    }

    [Fact]
    public async Task An_issue_is_assigned_and_released()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);
        var path = $"/api/0/issues/{(await host.ListAsync(""))[0]!["id"]}/";
        var client = host.As(TestHost.Developer);

        var assigned = await client.SendAsync("PUT", path, $$"""{"assignedTo":"user:{{TestHost.Reporter}}","status":"resolved"}""").JsonAsync();
        var mine = await client.SendAsync("PUT", path, """{"assignedTo":"me"}""").JsonAsync();
        var free = await client.SendAsync("PUT", path, """{"assignedTo":""}""").JsonAsync();

        Assert.Equal((TestHost.Reporter, "resolved"), ((string?)assigned["assignedTo"]!["id"], (string?)assigned["status"]));
        Assert.Equal(TestHost.Developer, (string?)mine["assignedTo"]!["name"]);
        Assert.Null(free["assignedTo"]);
    }

    [Fact]
    public async Task Reporters_read_developers_change_maintainers_delete_and_outsiders_know_of_nothing()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(1);
        var path = $"/api/0/issues/{(await host.ListAsync(""))[0]!["id"]}/";

        await host.As(TestHost.Reporter).SendAsync("PUT", path, """{"status":"resolved"}""").DetailAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("DELETE", path).DetailAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("GET", path).DetailAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Stranger).SendAsync("GET", WebIssues.Project).DetailAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Reporter).SendAsync("GET", path.Replace("/issues/", "/organizations/other/issues/", StringComparison.Ordinal)).DetailAsync(HttpStatusCode.NotFound);
        using var anonymous = await host.Anonymous().SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", path);
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await host.As(TestHost.Owner).SendAsync("GET", path).DetailAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_short_id_leads_to_its_issue_and_hashes_are_taken_out()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(2);
        var ids = (await host.ListAsync("?sort=freq")).Ids();
        var client = host.As(TestHost.Developer);

        var found = await client.SendAsync("GET", "/api/0/organizations/demo/shortids/shop-1/").JsonAsync();
        var merged = await client.SendAsync("PUT", $"{WebIssues.Project}?id={ids[0]}&id={ids[1]}", """{"merge":1}""").JsonAsync();
        var hashes = (await client.SendAsync("GET", $"/api/0/issues/{ids[0]}/hashes/").JsonAsync()).AsArray().Ids();
        using var unmerged = await client.SendAsync("DELETE", $"/api/0/issues/{ids[0]}/hashes/?id={hashes[0]}");

        Assert.Equal(("shop", "SHOP-1"), ((string?)found["projectSlug"], (string?)found["group"]!["shortId"]));
        Assert.Equal((ids[0], ids[1]), ((string?)merged["merge"]!["parent"], (string?)merged["merge"]!["children"]![0]));
        Assert.Equal((2, HttpStatusCode.Accepted, 2), (hashes.Length, unmerged.StatusCode, (await host.ListAsync("")).Count));
    }
}
