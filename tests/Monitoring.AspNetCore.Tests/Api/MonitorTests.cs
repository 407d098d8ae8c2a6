using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class MonitorTests
{
    private const string Monitor = $"{Root}/projects/1/monitors/nightly";
    private const string Nightly = """
        {"name":"Nightly report","schedule":{"type":"crontab","crontab":"0 2 * * *"},"timeZone":"Europe/Prague","margin":"PT5M","maxRunTime":"PT45M","failureThreshold":2,"recoveryThreshold":3,"owner":"team:reports"}
        """;

    [Fact]
    public async Task Put_MakesAMonitorWithEveryField()
    {
        await using var host = await TestHost.StartAsync();

        var made = await host.As(TestHost.Owner).SendAsync("PUT", Monitor, Nightly).JsonAsync();
        var read = await host.As(TestHost.Reporter).SendAsync("GET", Monitor).JsonAsync();
        var list = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/monitors").JsonAsync();

        Assert.Equal(
            [
                "createdAt", "environments", "failureThreshold", "id", "margin", "maxRunTime", "name", "owner", "projectId", "recoveryThreshold", "schedule",
                "slug", "status", "timeZone",
            ],
            made.Names());
        Assert.Equal(("nightly", "Nightly report", "active", "PT5M", "PT45M"), ((string?)made["slug"], (string?)made["name"], (string?)made["status"], (string?)made["margin"], (string?)made["maxRunTime"]));
        Assert.Equal("0 2 * * *", (string?)made["schedule"]!["crontab"]);
        Assert.Equal(made.ToJsonString(), read.ToJsonString());
        Assert.Equal(made.ToJsonString(), Assert.Single(list["items"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task Put_WithAnOldETag_Is412()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var made = await client.SendAsync("PUT", Monitor, Nightly);
        var tag = made.Headers.ETag!.Tag;
        await client.SendAsync("PATCH", Monitor, """{"status":"muted"}""").JsonAsync();

        using var request = new HttpRequestMessage(HttpMethod.Put, Monitor) { Content = new StringContent(Nightly, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var late = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("muted", (string?)(await client.SendAsync("GET", Monitor).JsonAsync())["status"]);
    }

    [Theory]
    [InlineData("""{"schedule":{"type":"crontab","crontab":"61 * * * *"}}""", "schedule.value:")]
    [InlineData("""{"schedule":{"type":"crontab"}}""", "schedule.value:")]
    [InlineData("""{"schedule":{"type":"interval","every":5}}""", "schedule:")]
    [InlineData("""{"schedule":{"type":"interval","every":0,"unit":"hour"}}""", "schedule.value:")]
    [InlineData("""{"schedule":{"type":"crontab","crontab":"@daily"},"timeZone":"Nowhere"}""", "timezone:")]
    [InlineData("""{"schedule":{"type":"crontab","crontab":"@daily"},"margin":"PT1S"}""", "checkin_margin:")]
    [InlineData("""{"schedule":{"type":"crontab","crontab":"@daily"},"maxRunTime":"P40D"}""", "max_runtime:")]
    [InlineData("""{"schedule":{"type":"crontab","crontab":"@daily"},"failureThreshold":0}""", "failure_issue_threshold:")]
    [InlineData("""{"name":"x"}""", "The body cannot be read")]
    public async Task Put_BadSettings_NamesThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("PUT", Monitor, body).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(place, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfAnUnknownWordOrMonitor_IsRefused()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);

        await client.SendAsync("PATCH", Monitor, """{"status":"muted"}""").ProblemAsync(HttpStatusCode.NotFound);
        await client.SendAsync("PUT", Monitor, Nightly).JsonAsync();
        await client.SendAsync("PATCH", Monitor, """{"status":"asleep"}""").ProblemAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("PUT", $"{Root}/projects/1/monitors/No%20Slug", Nightly).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Delete_IsGoneAndAudited()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        await client.SendAsync("PUT", Monitor, Nightly).JsonAsync();

        using var deleted = await client.SendAsync("DELETE", Monitor);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await client.SendAsync("GET", Monitor).ProblemAsync(HttpStatusCode.NotFound);
        await client.SendAsync("GET", $"{Monitor}/checkins").ProblemAsync(HttpStatusCode.NotFound);
        await client.SendAsync("DELETE", Monitor).ProblemAsync(HttpStatusCode.NotFound);
        var audit = await client.SendAsync("GET", $"{Root}/audit?project=1").JsonAsync();
        Assert.Contains(audit["items"]!.AsArray(), entry => (string?)entry!["action"] == "monitor.deleted");
    }

    [Fact]
    public async Task Reporters_ReadAndOnlyMaintainersChange()
    {
        await using var host = await TestHost.StartAsync();
        await host.As(TestHost.Owner).SendAsync("PUT", Monitor, Nightly).JsonAsync();

        await host.As(TestHost.Developer).SendAsync("PUT", Monitor, Nightly).ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("PATCH", Monitor, """{"status":"muted"}""").ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Developer).SendAsync("DELETE", Monitor).ProblemAsync(HttpStatusCode.Forbidden);
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Monitor}/checkins").JsonAsync();
        await host.As(TestHost.Stranger).SendAsync("GET", Monitor).ProblemAsync(HttpStatusCode.NotFound);
    }
}
