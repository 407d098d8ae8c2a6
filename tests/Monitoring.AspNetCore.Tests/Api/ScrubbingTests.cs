using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class ScrubbingTests
{
    private const string Path = $"{Root}/projects/1/scrubbing";

    [Fact]
    public async Task Settings_are_read_by_reporters_and_replaced_by_maintainers()
    {
        await using var host = await TestHost.StartAsync();
        const string Settings = """{"storeIpAddress":"mask","sensitiveFields":["order"],"rules":[{"method":"replace","type":"email","source":"$string"}]}""";

        var before = await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync();
        await host.As(TestHost.Developer).SendAsync("PUT", Path, Settings).ProblemAsync(HttpStatusCode.Forbidden);
        var after = await host.As(TestHost.Owner).SendAsync("PUT", Path, Settings).JsonAsync();

        Assert.Equal(["defaults", "rules", "safeFields", "sensitiveFields", "storeIpAddress"], before.Names());
        Assert.Equal((true, "keep"), ((bool)before["defaults"]!, (string?)before["storeIpAddress"]));
        Assert.Equal("mask", (string?)after["storeIpAddress"]);
        Assert.Equal("email", (string?)after["rules"]![0]!["type"]);
        Assert.Equal(after.ToJsonString(), (await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_change_for_a_version_that_is_gone_is_412()
    {
        await using var host = await TestHost.StartAsync();
        using var first = await host.As(TestHost.Owner).SendAsync("PUT", Path, """{"defaults":false}""");

        await host.As(TestHost.Owner).SendAsync("PUT", Path, "{}", ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await host.As(TestHost.Owner).SendAsync("PUT", Path, "{}", ("If-Match", first.Headers.ETag!.Tag)).JsonAsync();
    }

    [Theory]
    [InlineData("""{"rules":[{"method":"replace","type":"email","source":"extra.$frme"}]}""", "rules[0].source: line 1, column 7")]
    [InlineData("""{"rules":[{"method":"remove","type":"regex","source":"$string","pattern":"a(b"}]}""", "rules[0].pattern: line 1, column")]
    [InlineData("""{"rules":[{"method":"remove","type":"regex","source":"$string","pattern":"(?=a)b"}]}""", "Lookarounds")]
    [InlineData("""{"rules":[{"method":"replace","type":"regex","source":"$string","pattern":"a+","replacement":"aa"}]}""", "rules[0].replacement")]
    [InlineData("""{"rules":[{"method":"shred","type":"email","source":"$string"}]}""", "rules[0].method: must be one of remove, mask, hash, replace.")]
    [InlineData("""{"storeIpAddress":"sometimes"}""", "storeIpAddress")]
    [InlineData("""{"safeFields":["--"]}""", "safeFields[0]")]
    public async Task A_mistake_is_answered_with_its_place(string settings, string expected)
    {
        await using var host = await TestHost.StartAsync();

        Assert.Contains(expected, await host.As(TestHost.Owner).SendAsync("PUT", Path, settings).ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_shows_the_event_and_the_reasons()
    {
        await using var host = await TestHost.StartAsync();

        var tested = await host.As(TestHost.Reporter).SendAsync(
            "POST", $"{Path}:test", """{"event":{"message":"by ann@example.org","extra":{"password":"hunter2"}},"settings":{"rules":[{"method":"replace","type":"email","source":"$message"}]}}""").JsonAsync();

        Assert.Equal(["changed", "event", "reasons"], tested.Names());
        Assert.True((bool)tested["changed"]!);
        Assert.Equal("by [email]", (string?)tested["event"]!["message"]);
        Assert.Equal("[Filtered]", (string?)tested["event"]!["extra"]!["password"]);
        Assert.Equal(
            ["extra.password @password:filter replaced 0 10", "logentry.formatted rule:1 replaced 3 10"],
            tested["reasons"]!.AsArray().Select(reason => $"{reason!["path"]} {reason["rule"]} {reason["done"]} {reason["start"]} {reason["end"]}"));
    }
}
