using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>The shapes of issues and events that scripts rely on, field by field.</summary>
public sealed class IssueTests
{
    [Fact]
    public async Task An_issue_has_the_fields_that_scripts_rely_on()
    {
        await using var host = await TestHost.StartAsync();
        await host.ReportManyAsync(3, more: ""","user":{"id":"u1"},"release":"shop@1.0","environment":"production","tags":{"service":"checkout"}""");

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
        Assert.Matches(Instants.Pattern(), (string)issue["firstSeen"]!);
        Assert.Matches(Instants.Pattern(), (string)issue["lastSeen"]!);
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

        Assert.Equal(["hasPayload", "hashes", "id", "issueId", "level", "payload", "pinned", "platform", "projectId", "receivedAt", "tags", "timestamp", "title"], found.Names());
        Assert.Equal(found.ToJsonString(), withDashes.ToJsonString());
        Assert.Equal(Some.EventId, (string?)found["id"]);
        Assert.Equal((string?)issue["id"], (string?)found["issueId"]);
        Assert.Equal("1", (string?)found["projectId"]);
        Assert.Equal("csharp", (string?)found["platform"]);
        Assert.Equal("error", (string?)found["level"]);
        Assert.Matches(Instants.Pattern(), (string)found["timestamp"]!);
        Assert.Matches(Instants.Pattern(), (string)found["receivedAt"]!);
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
}
