using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class AlertRuleTests
{
    private const string Rules = $"{Root}/projects/1/alert-rules";
    private const string Often = """
        {"name":"Often","severity":"high","trigger":{"kind":"events","threshold":100,"window":"PT10M"},
         "conditions":{"query":"service:checkout","environments":["production"],"minLevel":"error"},"cooldown":"PT1H","endsAt":50}
        """;

    [Fact]
    public async Task Post_MakesARuleWithEveryField()
    {
        await using var host = await TestHost.StartAsync();

        using var answer = await host.As(TestHost.Owner).SendAsync("POST", Rules, Often);
        var made = await answer.JsonAsync(HttpStatusCode.Created);
        var read = await host.As(TestHost.Reporter).SendAsync("GET", $"{Rules}/{(string?)made["id"]}").JsonAsync();
        var list = await host.As(TestHost.Reporter).SendAsync("GET", Rules).JsonAsync();

        Assert.Equal(
            ["changedAt", "conditions", "cooldown", "createdAt", "enabled", "endsAt", "firing", "id", "mutedUntil", "name", "projectId", "severity", "trigger"],
            made.Names());
        Assert.Equal(("Often", "high", true, "PT1H", 50.0), ((string?)made["name"], (string?)made["severity"], (bool)made["enabled"]!, (string?)made["cooldown"], (double)made["endsAt"]!));
        Assert.Equal(("events", 100L, "PT10M"), ((string?)made["trigger"]!["kind"], (long)made["trigger"]!["threshold"]!, (string?)made["trigger"]!["window"]));
        Assert.Equal(("service:checkout", "error"), ((string?)made["conditions"]!["query"], (string?)made["conditions"]!["minLevel"]));
        Assert.Equal(made.ToJsonString(), read.ToJsonString());
        Assert.Equal(made.ToJsonString(), Assert.Single(list["items"]!.AsArray())!.ToJsonString());
    }

    [Fact]
    public async Task Put_WithAnOldETag_Is412()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        using var made = await client.SendAsync("POST", Rules, Often);
        var rule = $"{Rules}/{(string?)(await made.JsonAsync(HttpStatusCode.Created))["id"]}";
        await client.SendAsync("PATCH", rule, """{"enabled":false,"severity":"low"}""").JsonAsync();

        using var request = new HttpRequestMessage(HttpMethod.Put, rule) { Content = new StringContent(Often, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", made.Headers.ETag!.Tag);
        using var late = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        var read = await client.SendAsync("GET", rule).JsonAsync();
        Assert.Equal((false, "low", "Often"), ((bool)read["enabled"]!, (string?)read["severity"], (string?)read["name"]));
    }

    [Fact]
    public async Task Patch_MutesAndSpeaksAgain()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        var rule = await MakeAsync(host);
        var until = DateTimeOffset.UtcNow.AddDays(300).ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture);

        var muted = await client.SendAsync("PATCH", rule, $$"""{"mutedUntil":"{{until}}"}""").JsonAsync();
        var loud = await client.SendAsync("PATCH", rule, """{"mutedUntil":null}""").JsonAsync();

        Assert.Equal((until, null), ((string?)muted["mutedUntil"], (string?)loud["mutedUntil"]));
        await client.SendAsync("PATCH", rule, """{"mutedUntil":"2001-01-01T00:00:00Z"}""").ProblemAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("PATCH", rule, $$"""{"mutedUntil":"{{until}}","enabled":true}""").ProblemAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("PATCH", rule, """{"mutedUntil":7}""").ProblemAsync(HttpStatusCode.BadRequest);
        await client.SendAsync("PATCH", rule, """{"severity":"loud"}""").ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"name":"x","trigger":{"kind":"sometimes"}}""", "trigger.kind:")]
    [InlineData("""{"name":"x","trigger":{"kind":"events","threshold":1,"window":"PT1S"}}""", "trigger.window:")]
    [InlineData("""{"name":"x","trigger":{"kind":"percentChange","percent":1,"comparison":"never"}}""", "trigger.comparison:")]
    [InlineData("""{"name":"x","trigger":{"kind":"crashFree","percent":1,"measure":"dogs"}}""", "trigger.measure:")]
    [InlineData("""{"name":"x","severity":"bad","trigger":{"kind":"newIssue"}}""", "severity:")]
    [InlineData("""{"name":"x","trigger":{"kind":"newIssue"},"conditions":{"minLevel":"bad"}}""", "conditions.minLevel:")]
    [InlineData("""{"name":"x","trigger":{"kind":"newIssue"},"conditions":{"assignment":"bad"}}""", "conditions.assignment:")]
    [InlineData("""{"name":"x","trigger":{"kind":"newIssue"},"conditions":{"statuses":["bad"]}}""", "conditions.statuses:")]
    [InlineData("""{"name":"x","trigger":{"kind":"newIssue"},"conditions":{"query":"is:"}}""", "conditions.query:")]
    [InlineData("""{"name":"","trigger":{"kind":"newIssue"}}""", "name:")]
    [InlineData("""{"name":"x","trigger":{"kind":"newIssue"},"cooldown":"PT1M"}""", "cooldown:")]
    [InlineData("""{"name":"x"}""", "The body cannot be read")]
    public async Task Post_BadSettings_NamesThePlace(string body, string place)
    {
        await using var host = await TestHost.StartAsync();

        var detail = await host.As(TestHost.Owner).SendAsync("POST", Rules, body).ProblemAsync(HttpStatusCode.BadRequest);
        var tested = await host.As(TestHost.Owner).SendAsync("POST", $"{Rules}:test", $$"""{"rule":{{body}}}""").ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith(place, detail, StringComparison.Ordinal);
        Assert.StartsWith(place, tested, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_IsForMaintainers_AndReadingForReporters()
    {
        await using var host = await TestHost.StartAsync();
        var rule = await MakeAsync(host);
        var reporter = host.As(TestHost.Reporter);

        await reporter.SendAsync("POST", Rules, Often).ProblemAsync(HttpStatusCode.Forbidden);
        await reporter.SendAsync("PUT", rule, Often).ProblemAsync(HttpStatusCode.Forbidden);
        await reporter.SendAsync("PATCH", rule, """{"enabled":false}""").ProblemAsync(HttpStatusCode.Forbidden);
        await reporter.SendAsync("DELETE", rule).ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Empty((await reporter.SendAsync("GET", $"{rule}/history").JsonAsync())["items"]!.AsArray());
        Assert.Equal("would have fired never", ((string?)(await reporter.SendAsync("POST", $"{Rules}:test", $$"""{"rule":{{Often}}}""").JsonAsync())["summary"])![..22]);
    }

    [Fact]
    public async Task Delete_RemovesTheRule()
    {
        await using var host = await TestHost.StartAsync();
        var client = host.As(TestHost.Owner);
        var rule = await MakeAsync(host);

        using var deleted = await client.SendAsync("DELETE", rule);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await client.SendAsync("GET", rule).ProblemAsync(HttpStatusCode.NotFound);
        await client.SendAsync("GET", $"{Rules}/nonsense").ProblemAsync(HttpStatusCode.NotFound);
        await client.SendAsync("GET", $"{Rules}/nonsense/history").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static async Task<string> MakeAsync(TestHost host) =>
        $"{Rules}/{(string?)(await host.As(TestHost.Owner).SendAsync("POST", Rules, Often).JsonAsync(HttpStatusCode.Created))["id"]}";
}
