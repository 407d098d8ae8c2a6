using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>Events over Sentry's web API.</summary>
public sealed class WebEventTests
{
    private const string Rich = """
        {"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","platform":"python","level":"error","release":"shop@2.0.0","environment":"production","logger":"shop",
        "logentry":{"message":"paid %s","params":["x"],"formatted":"paid x"},"user":{"id":"42","email":"ada@shop.example"},"sdk":{"name":"shop.py","version":"1.2"},
        "tags":{"browser":"Firefox"},"contexts":{"runtime":{"name":"CPython","version":"3.12"}},"extra":{"cart":3},"modules":{"flask":"3.0"},
        "request":{"url":"https://shop.example/pay","method":"POST","query_string":"a=1","headers":{"Host":"shop.example"}},
        "breadcrumbs":{"values":[{"category":"ui","message":"click","level":"info","timestamp":"2026-11-22T20:00:00Z"}]},
        "exception":{"values":[{"type":"E","value":"boom \ud800","module":"shop","mechanism":{"type":"generic","handled":false},"stacktrace":{"frames":[
          {"filename":"lib.py","function":"run","lineno":1,"in_app":false},
          {"filename":"pay.py","abs_path":"/app/pay.py","function":"charge","module":"shop.pay","lineno":12,"colno":4,"in_app":true,
           "pre_context":["def charge():","  x = 1"],"context_line":"  raise E","post_context":["  return"],"vars":{"x":"1"}}]}}]}}
        """;

    [Fact]
    public async Task An_event_is_told_in_entries_with_numbered_lines()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(body: Rich.ReplaceLineEndings(" "))).JsonAsync();
        var issue = (await host.ListAsync("")).Ids().Single();

        var read = await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/issues/{issue}/events/latest/").JsonAsync();
        var same = await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/projects/demo/shop/events/{Some.EventId}/").JsonAsync();

        Assert.Equal(read.ToJsonString(), same.ToJsonString());
        Assert.Equal((Some.EventId, issue, "1"), ((string?)read["eventID"], (string?)read["groupID"], (string?)read["projectID"]));
        Assert.Equal(("paid x", "production", "2.0.0"), ((string?)read["message"], (string?)read["environment"], (string?)read["release"]!["shortVersion"]));
        Assert.Equal(("42", "shop.py", "CPython", 3), ((string?)read["user"]!["id"], (string?)read["sdk"]!["name"], (string?)read["contexts"]!["runtime"]!["name"], (int)read["context"]!["cart"]!));
        Assert.Equal("3.0", (string?)read["packages"]!["flask"]);
        var entries = read["entries"]!.AsArray().ToDictionary(entry => (string)entry!["type"]!, entry => entry!["data"]!);
        Assert.Equal(["breadcrumbs", "exception", "message", "request"], entries.Keys.Order(StringComparer.Ordinal));
        var frame = entries["exception"]["values"]![0]!["stacktrace"]!["frames"]![1]!;
        Assert.Equal("""[[10,"def charge():"],[11,"  x = 1"],[12,"  raise E"],[13,"  return"]]""", frame["context"]!.ToJsonString());
        Assert.Equal(("/app/pay.py", 12, 4, true), ((string?)frame["absPath"], (int)frame["lineNo"]!, (int)frame["colNo"]!, (bool)frame["inApp"]!));
        Assert.True((bool)entries["exception"]["hasSystemFrames"]!);
        Assert.Equal("""["a","1"]""", entries["request"]["query"]![0]!.ToJsonString());
        Assert.Equal("click", (string?)entries["breadcrumbs"]["values"]![0]!["message"]);
        Assert.Equal("Firefox", read["tags"]!.AsArray().Where(tag => (string?)tag!["key"] == "browser").Select(tag => (string?)tag!["value"]).Single());
    }

    [Fact]
    public async Task Events_are_listed_newest_first_and_found_at_both_ends()
    {
        await using var host = await TestHost.StartAsync();
        await host.ReportManyAsync(5);
        var path = $"/api/0/issues/{(await host.ListAsync("")).Ids().Single()}/events/";
        var client = host.As(TestHost.Reporter);

        using var first = await client.SendAsync("GET", path + "?limit=3");
        var page = (await first.JsonAsync()).AsArray();
        var rest = (await client.SendAsync("GET", first.Next().Path).JsonAsync()).AsArray();
        string[] all = [.. page.Concat(rest).Select(one => (string)one!["eventID"]!)];

        Assert.Equal((3, 2, 5), (page.Count, rest.Count, all.Distinct().Count()));
        Assert.Equal((string)all[0], (string?)(await client.SendAsync("GET", path + "latest/").JsonAsync())["id"]);
        Assert.Equal((string)all[^1], (string?)(await client.SendAsync("GET", path + "oldest/").JsonAsync())["id"]);
        Assert.Equal((string)all[2], (string?)(await client.SendAsync("GET", path + all[2] + "/").JsonAsync())["id"]);
        Assert.Equal(all.Order(), (await host.ListAsync("", path: "/api/0/projects/demo/shop/events/")).Ids().Order());
        await client.SendAsync("GET", path + "0123/").DetailAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Stranger).SendAsync("GET", path).DetailAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_are_searched()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(3);
        var issue = (await host.ListAsync("?sort=freq")).Ids()[0];
        var client = host.As(TestHost.Reporter);

        var ofIssue = (await client.SendAsync("GET", $"/api/0/issues/{issue}/events/?query=browser:b0").JsonAsync()).AsArray();
        var ofProject = (await client.SendAsync("GET", "/api/0/projects/demo/shop/events/?query=browser:b0%20release:shop@1.2.0").JsonAsync()).AsArray();
        using var first = await client.SendAsync("GET", "/api/0/projects/demo/shop/events/?limit=4");
        var rest = (await client.SendAsync("GET", first.Next().Path).JsonAsync()).AsArray();

        Assert.Equal(2, ofIssue.Count);
        Assert.Single(ofProject);
        Assert.Equal((4, 2), ((await first.JsonAsync()).AsArray().Count, rest.Count));
        Assert.Contains("position", await client.SendAsync("GET", $"/api/0/issues/{issue}/events/?query=((").DetailAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_another_issue_is_not_found_below_this_one()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(2);
        var ids = (await host.ListAsync("?sort=freq")).Ids();
        var other = (string?)(await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/issues/{ids[1]}/events/latest/").JsonAsync())["id"];

        await host.As(TestHost.Reporter).SendAsync("GET", $"/api/0/issues/{ids[0]}/events/{other}/").DetailAsync(HttpStatusCode.NotFound);
    }
}
