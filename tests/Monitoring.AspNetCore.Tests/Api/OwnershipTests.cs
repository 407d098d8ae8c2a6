using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

/// <summary>Who owns what, by rules, and issues that are assigned by them.</summary>
public sealed class OwnershipTests
{
    private const string Rules = $$"""{"rules":"tags.team:cart nobody-here {{TestHost.Developer}}","assignsOwner":true}""";

    [Fact]
    public async Task A_new_issue_is_assigned_to_the_first_owner_who_is_a_member()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/ownership", Rules).JsonAsync();

        var issue = await ReportAsync(host, 1);

        Assert.Equal(TestHost.Developer, await AssigneeAsync(host, issue, wanted: true));
        var owners = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/owners").JsonAsync();
        Assert.Equal((2, "rules", 1, "cart"), (owners["owners"]!.AsArray().Count, (string?)owners["source"], (int)owners["line"]!, (string?)owners["matched"]));
    }

    [Fact]
    public async Task An_issue_that_was_taken_from_somebody_by_hand_is_left_alone_when_it_comes_back()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/ownership", Rules).JsonAsync();
        var issue = await ReportAsync(host, 1);
        await AssigneeAsync(host, issue, wanted: true);
        await host.As(TestHost.Developer).SendAsync("PATCH", $"{Root}/issues/{issue}", """{"assignee":null}""").JsonAsync();
        await host.As(TestHost.Developer).SendAsync("PATCH", $"{Root}/issues/{issue}", """{"status":"resolved"}""").JsonAsync();
        await WaitAsync(host, issue, "statusChanged");

        await ReportAsync(host, 2);
        await WaitAsync(host, issue, "regressed");

        Assert.Null(await AssigneeAsync(host, issue, wanted: false));
    }

    [Fact]
    public async Task Rules_are_tried_and_mistakes_are_named_with_their_place()
    {
        await using var host = await TestHost.StartAsync();
        const string Event = """{"tags":{"team":"cart"},"message":"x"}""";

        var tried = await host.As(TestHost.Reporter).SendAsync("POST", $"{Root}/projects/1/ownership:test", $$$"""{"event":{{{Event}}},"settings":{"rules":"tags.team:c* alice"}}""").JsonAsync();
        var none = await host.As(TestHost.Reporter).SendAsync("POST", $"{Root}/projects/1/ownership:test", "{\"event\":" + Event + "}").JsonAsync();
        var fault = await host.As(TestHost.Owner).SendAsync("PUT", $"{Root}/projects/1/ownership", """{"rules":"x"}""").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(("alice", "tags.team:c* alice"), ((string?)tried["owners"]![0], (string?)tried["rule"]));
        Assert.Equal((0, null), (none["owners"]!.AsArray().Count, (string?)none["source"]));
        Assert.StartsWith("rules: line 1, column 1:", fault, StringComparison.Ordinal);
        await host.As(TestHost.Developer).SendAsync("PUT", $"{Root}/projects/1/ownership", Rules).ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Stranger).SendAsync("GET", $"{Root}/projects/1/ownership").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task<string> ReportAsync(TestHost host, int id)
    {
        var json = JsonNode.Parse(Some.Event(Some.Id(id), "CartException"))!.AsObject();
        json["tags"] = new JsonObject { ["team"] = "cart" };
        await host.Anonymous().ReportAsync(Some.Envelope(Some.Id(id), json.ToJsonString())).JsonAsync();
        return (string)Assert.Single(await host.IssuesAsync(""))!["id"]!;
    }

    private static async Task<string?> AssigneeAsync(TestHost host, string issue, bool wanted)
    {
        if (wanted)
        {
            return await Eventually.ReadAsync(ReadAsync, assignee => assignee is not null);
        }

        // Nothing tells that nobody will be assigned.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        return await ReadAsync();

        async Task<string?> ReadAsync() => (string?)(await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}").JsonAsync())["assignee"];
    }

    private static async Task WaitAsync(TestHost host, string issue, string kind)
    {
        var kinds = await Eventually.ReadAsync(ReadAsync, found => found.Contains(kind));
        Assert.Contains(kind, kinds);

        async Task<string?[]> ReadAsync() =>
            [.. (await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/issues/{issue}/activity").JsonAsync())["items"]!.AsArray().Select(entry => (string?)entry!["kind"])];
    }
}
