using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryApi;

/// <summary>Changes of several issues at once.</summary>
public sealed class WebBulkTests
{
    [Fact]
    public async Task Named_issues_are_changed_and_others_are_not()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(4);
        var ids = (await host.ListAsync("")).Ids();

        var answer = await host.As(TestHost.Developer).SendAsync(
            "PUT", $"{WebIssues.Project}?id={ids[0]}&id={ids[1]}&id=999999", $$"""{"status":"ignored","assignedTo":"{{TestHost.Developer}}"}""").JsonAsync();

        Assert.Equal(("ignored", TestHost.Developer), ((string?)answer["status"], (string?)answer["assignedTo"]!["id"]));
        Assert.Equal(ids[..2].Order(), (await host.ListAsync("?query=is:ignored")).Ids().Order());
        Assert.Equal(2, (await host.ListAsync("")).Count);
    }

    [Fact]
    public async Task Matching_issues_are_changed_when_none_is_named_and_only_their_status()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(3);
        var client = host.As(TestHost.Developer);
        var one = (await host.ListAsync("")).Ids()[0];
        await client.SendAsync("PUT", $"/api/0/issues/{one}/", """{"status":"ignored"}""").JsonAsync();

        await client.SendAsync("PUT", WebIssues.Project + "?status=unresolved", """{"status":"resolved","snoozeDuration":null}""").JsonAsync();
        var resolved = (await host.ListAsync("?query=is:resolved")).Count;
        await client.SendAsync("PUT", WebIssues.Project, """{"status":"unresolved"}""").JsonAsync();

        Assert.Equal((2, 3), (resolved, (await host.ListAsync("?query=is:unresolved")).Count));
        await client.SendAsync("PUT", WebIssues.Project, """{"assignedTo":"me"}""").DetailAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Owner).SendAsync("DELETE", WebIssues.Project).DetailAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("PUT", WebIssues.Project + "?query=is:broken", """{"status":"resolved"}""").DetailAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Reporter).SendAsync("PUT", WebIssues.Project, """{"status":"resolved"}""").DetailAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Discarded_issues_are_gone_with_all_later_events()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(3);
        var ids = (await host.ListAsync("")).Ids();
        const string Discard = """{"discard":true}""";

        await host.As(TestHost.Developer).SendAsync("PUT", $"/api/0/issues/{ids[0]}/", Discard).DetailAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Owner).SendAsync("PUT", WebIssues.Project, Discard).DetailAsync(HttpStatusCode.BadRequest);
        using var one = await host.As(TestHost.Owner).SendAsync("PUT", $"/api/0/issues/{ids[0]}/", Discard);
        using var other = await host.As(TestHost.Owner).SendAsync("PUT", $"{WebIssues.Project}?id={ids[1]}", Discard);
        await host.OpenAsync(3);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (one.StatusCode, other.StatusCode));
        Assert.Equal([ids[2]], (await host.ListAsync("")).Ids());
        Assert.Equal(2 + 3, (await host.OutcomesAsync())["error filtered discarded"]);
    }

    [Fact]
    public async Task Named_issues_are_deleted_and_nothing_named_that_is_there_answers_204()
    {
        await using var host = await TestHost.StartAsync();
        await host.OpenAsync(3);
        var ids = (await host.ListAsync("")).Ids();

        using var deleted = await host.As(TestHost.Owner).SendAsync("DELETE", $"{WebIssues.Project}?id={ids[0]}&id={ids[2]}");
        using var again = await host.As(TestHost.Owner).SendAsync("PUT", $"{WebIssues.Project}?id={ids[0]}", """{"status":"resolved"}""");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (deleted.StatusCode, again.StatusCode));
        Assert.Equal([ids[1]], (await host.ListAsync("?query=")).Ids());
        await host.As(TestHost.Owner).SendAsync("DELETE", WebIssues.Project + "?id=-1").DetailAsync(HttpStatusCode.BadRequest);
        await host.As(TestHost.Owner).SendAsync("PUT", $"{WebIssues.Project}?id={ids[1]}", """{"merge":true}""").DetailAsync(HttpStatusCode.BadRequest);
    }
}
