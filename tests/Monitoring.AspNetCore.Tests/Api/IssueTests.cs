using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>The shapes that scripts rely on, field by field, and what can be done with issues.</summary>
public sealed partial class IssueTests
{
    [Fact]
    public async Task An_issue_has_the_fields_that_scripts_rely_on()
    {
        await using var host = await TestHost.StartAsync();
        await ReportAsync(host, 3, more: ""","user":{"id":"u1"},"release":"shop@1.0","environment":"production","tags":{"service":"checkout"}""");

        var listed = Assert.Single(await host.IssuesAsync())!;
        var issue = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{listed["id"]}").JsonAsync();

        Assert.Equal(listed.ToJsonString(), issue.ToJsonString());
        Assert.Superset(
            new HashSet<string>
            {
                "id", "shortId", "projectId", "title", "culprit", "type", "level", "platform", "status", "substatus", "count", "userCount", "firstSeen",
                "lastSeen", "assignee", "fingerprints",
            },
            issue.Names().ToHashSet());
        Assert.Matches("^[1-9][0-9]*$", (string)issue["id"]!);
        Assert.Equal("SHOP-1", (string?)issue["shortId"]);
        Assert.Equal("1", (string?)issue["projectId"]);
        Assert.Equal("PaymentDeclinedException: The card has expired", (string?)issue["title"]);
        Assert.Equal(System.Text.Json.JsonValueKind.String, issue["culprit"]!.GetValueKind());
        Assert.Equal("error", (string?)issue["type"]);
        Assert.Equal("error", (string?)issue["level"]);
        Assert.Equal("csharp", (string?)issue["platform"]);
        Assert.Equal("unresolved", (string?)issue["status"]);
        Assert.Equal("new", (string?)issue["substatus"]);
        Assert.Equal(3, (long)issue["count"]!);
        Assert.Equal(1, (long)issue["userCount"]!);
        Assert.Matches(Instant(), (string)issue["firstSeen"]!);
        Assert.Matches(Instant(), (string)issue["lastSeen"]!);
        Assert.Null(issue["assignee"]);
        Assert.All(issue["fingerprints"]!.AsArray(), hash => Assert.Matches("^[0-9a-f]{32}$", (string)hash!));
        Assert.NotEmpty(issue["fingerprints"]!.AsArray());
        Assert.Equal("""["production"]""", issue["environments"]!.ToJsonString());
        Assert.Equal("""["checkout"]""", issue["services"]!.ToJsonString());
        Assert.Equal("""["shop@1.0"]""", issue["releases"]!.ToJsonString());
    }

    [Fact]
    public async Task An_event_has_the_fields_that_scripts_rely_on()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(body: Some.Event(more: ""","tags":{"browser":"Firefox"}"""))).JsonAsync();
        var client = host.As(TestHost.Reporter);

        var found = await client.SendAsync("GET", $"{Root}/events/{Some.EventId}").JsonAsync();
        var withDashes = await client.SendAsync("GET", $"{Root}/events/{Guid.Parse(Some.EventId)}?project=demo%2Fshop").JsonAsync();
        var issue = Assert.Single(await host.IssuesAsync())!;
        var listed = Assert.Single((await client.SendAsync("GET", $"{Root}/issues/{issue["id"]}/events").JsonAsync())["items"]!.AsArray())!;

        Assert.Equal(["hashes", "id", "issueId", "level", "payload", "platform", "projectId", "receivedAt", "tags", "timestamp", "title"], found.Names());
        Assert.Equal(found.ToJsonString(), withDashes.ToJsonString());
        Assert.Equal(Some.EventId, (string?)found["id"]);
        Assert.Equal((string?)issue["id"], (string?)found["issueId"]);
        Assert.Equal("1", (string?)found["projectId"]);
        Assert.Equal("csharp", (string?)found["platform"]);
        Assert.Equal("error", (string?)found["level"]);
        Assert.Matches(Instant(), (string)found["timestamp"]!);
        Assert.Matches(Instant(), (string)found["receivedAt"]!);
        Assert.Contains(found["tags"]!.AsArray(), tag => tag!.ToJsonString() == """{"key":"browser","value":"Firefox"}""");
        Assert.Equal(issue["fingerprints"]!.ToJsonString(), found["hashes"]!.ToJsonString());
        Assert.Equal("The card has expired", (string?)found["payload"]!["exception"]!["values"]![0]!["value"]);
        Assert.Null(listed["payload"]);
        Assert.Equal(found.Names(), listed.Names());
    }

    [Fact]
    public async Task The_raw_event_is_an_envelope()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope()).JsonAsync();

        using var response = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/events/{Some.EventId}?raw=true");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-sentry-envelope", response.Content.Headers.ContentType?.ToString());
        Assert.Contains(Some.Event(), text, StringComparison.Ordinal);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/events/{Some.EventId}?raw=yes").ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Status_SetByADeveloper_NotByAReporter()
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);
        const string Resolve = """{"status":"resolved","inRelease":"shop@2.0"}""";

        await host.As(TestHost.Reporter).SendAsync("PATCH", path, Resolve).ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("PATCH", path, Resolve).ProblemAsync(HttpStatusCode.NotFound);
        var resolved = await host.As(TestHost.Developer).SendAsync("PATCH", path, Resolve).JsonAsync();
        var ignored = await host.As(TestHost.Developer).SendAsync("PATCH", path, """{"status":"ignored","events":100}""").JsonAsync();

        Assert.Equal("resolved", (string?)resolved["status"]);
        Assert.Equal("shop@2.0", (string?)resolved["statusDetails"]!["inRelease"]);
        Assert.Equal("ignored", (string?)ignored["status"]);
        Assert.Equal("archived-until", (string?)ignored["substatus"]);
        Assert.Equal(100, (long)ignored["statusDetails"]!["events"]!);
    }

    [Fact]
    public async Task A_resolved_issue_that_occurs_again_is_a_regression()
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);
        await host.As(TestHost.Developer).SendAsync("PATCH", path, """{"status":"resolved"}""").JsonAsync();

        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(99))).JsonAsync();
        var issue = await host.As(TestHost.Developer).SendAsync("GET", path).JsonAsync();

        Assert.Equal("unresolved", (string?)issue["status"]);
        Assert.Equal("regressed", (string?)issue["substatus"]);
    }

    [Fact]
    public async Task Assignee_IsSetAndTakenBack_MustBeAMember()
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);
        var client = host.As(TestHost.Developer);

        var assigned = await client.SendAsync("PATCH", path, """{"assignee":"dora"}""").JsonAsync();
        await client.SendAsync("PATCH", path, """{"assignee":"sven"}""").ProblemAsync(HttpStatusCode.BadRequest);
        var free = await client.SendAsync("PATCH", path, """{"assignee":null}""").JsonAsync();

        Assert.Equal("dora", (string?)assigned["assignee"]);
        Assert.Null(free["assignee"]);
    }

    [Fact]
    public async Task Merge_LeadsTheOtherIdHere()
    {
        await using var host = await TestHost.StartAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(1), Some.Event(Some.Id(1), "FirstException"))).JsonAsync();
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(2), Some.Event(Some.Id(2), "SecondException"))).JsonAsync();
        var ids = (await host.IssuesAsync("?sort=firstSeen")).Select(issue => (string)issue!["id"]!).ToArray();
        var client = host.As(TestHost.Developer);

        var merged = await client.SendAsync("PATCH", $"{Root}/issues/{ids[0]}", new JsonObject { ["merge"] = new JsonArray(ids[1]) }.ToJsonString()).JsonAsync();
        var other = await client.SendAsync("GET", $"{Root}/issues/{ids[1]}").JsonAsync();

        Assert.Equal(2, (long)merged["count"]!);
        Assert.Equal(2, merged["fingerprints"]!.AsArray().Count);
        Assert.Equal(ids[0], (string?)other["id"]);
        Assert.Single(await host.IssuesAsync());
    }

    [Theory]
    [InlineData("{}", "Exactly one")]
    [InlineData("""{"status":"resolved","assignee":"dora"}""", "Exactly one")]
    [InlineData("""{"assignee":"dora","until":"2030-01-01T00:00:00Z"}""", "Exactly one")]
    [InlineData("""{"status":"gone"}""", "status:")]
    [InlineData("""{"assignee":7}""", "assignee:")]
    [InlineData("""{"merge":[]}""", "merge:")]
    [InlineData("""{"merge":["x"]}""", "merge:")]
    [InlineData("""{"merge":[12]}""", "$.merge[0]")]
    [InlineData("""{"status":"ignored","until":"tomorrow"}""", "$.until")]
    public async Task Change_Bad_NamesThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);

        var detail = await host.As(TestHost.Developer).SendAsync("PATCH", path, body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Contains(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithAStaleETag_Is412()
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);
        var client = host.As(TestHost.Developer);
        using var read = await client.SendAsync("GET", path);
        var tag = read.Headers.ETag!.ToString();

        await client.SendAsync("PATCH", path, """{"assignee":"dora"}""", ("If-Match", tag)).JsonAsync();
        await client.SendAsync("PATCH", path, """{"status":"resolved"}""", ("If-Match", tag)).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await host.As(TestHost.Owner).SendAsync("DELETE", path, null, ("If-Match", tag)).ProblemAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Delete_ByAnOwner_TakesTheEventsToo()
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);

        await host.As(TestHost.Developer).SendAsync("DELETE", path).ProblemAsync(HttpStatusCode.Forbidden);
        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", path);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await host.As(TestHost.Owner).SendAsync("GET", path).ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Owner).SendAsync("GET", $"{Root}/events/{Some.Id(1)}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_short_id_names_an_issue_as_well()
    {
        await using var host = await TestHost.StartAsync();
        var path = await IssueAsync(host);

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

    [Fact]
    public async Task Series_and_tags_count_the_events()
    {
        await using var host = await TestHost.StartAsync();
        await ReportAsync(host, 3, more: ""","tags":{"browser":"Firefox"}""");
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
        Assert.Equal("""{"key":"browser","total":3,"values":[{"value":"Firefox","count":3}],"others":0}""", browser.ToJsonString());
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
        var path = await IssueAsync(host);

        var detail = await host.As(TestHost.Reporter).SendAsync("GET", $"{path}/series?{query}").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcomes_HaveTheFieldsThatScriptsRelyOn()
    {
        await using var host = await TestHost.StartAsync();
        await ReportAsync(host, 2);

        var outcomes = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/outcomes?outcome=accepted&category=error").JsonAsync();
        var item = Assert.Single(outcomes["items"]!.AsArray())!;

        Assert.Equal(["bucket", "category", "count", "outcome", "reason"], item.Names());
        Assert.Equal("error", (string?)item["category"]);
        Assert.Equal("accepted", (string?)item["outcome"]);
        Assert.Equal(2, (long)item["count"]!);
        Assert.Matches(Instant(), (string)item["bucket"]!);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/outcomes?outcome=lost").ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static long[] Counts(JsonNode page) => [.. page["items"]!.AsArray().Select(issue => (long)issue!["count"]!)];

    private static async Task ReportAsync(TestHost host, int count, string more = "")
    {
        for (var i = 1; i <= count; i++)
        {
            await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(i), Some.Event(Some.Id(i), more: more))).JsonAsync();
        }
    }

    private static async Task<string> IssueAsync(TestHost host)
    {
        await ReportAsync(host, 1);
        return $"{Root}/issues/{Assert.Single(await host.IssuesAsync())!["id"]}";
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$")]
    private static partial Regex Instant();
}
