using System.Net;
using System.Text.Json.Nodes;
using Monitoring.AspNetCore.Tests.Hosting;
using static Monitoring.AspNetCore.Tests.Hosting.Answers;

namespace Monitoring.AspNetCore.Tests.Api;

public sealed class GroupingTests
{
    private const string Path = $"{Root}/projects/1/grouping";
    private const string Crash = """{"platform":"python","exception":{"values":[{"type":"KeyError","value":"no basket 17"}]}}""";

    [Fact]
    public async Task Settings_are_read_by_reporters_and_changed_by_maintainers()
    {
        await using var host = await TestHost.StartAsync();

        var before = await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync();
        await host.As(TestHost.Developer).SendAsync("PATCH", Path, """{"enhancements":"module:a -app"}""").ProblemAsync(HttpStatusCode.Forbidden);
        var after = await host.As(TestHost.Owner).SendAsync("PATCH", Path, """{"enhancements":["module:a -app"],"config":"newstyle:2026-01-20"}""").JsonAsync();

        Assert.Equal(["config", "configs", "enhancements", "fingerprintRules", "former", "rulesId", "since"], before.Names());
        Assert.Equal("monitoring:2026-11-22", (string?)before["config"]);
        Assert.Equal("module:a -app\n", (string?)after["enhancements"]);
        Assert.Equal(("newstyle:2026-01-20", "monitoring:2026-11-22"), ((string?)after["config"], (string?)after["former"]![0]!["config"]));
        Assert.Equal(after.ToJsonString(), (await host.As(TestHost.Reporter).SendAsync("GET", Path).JsonAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_change_for_a_version_that_is_gone_is_412()
    {
        await using var host = await TestHost.StartAsync();
        using var first = await host.As(TestHost.Owner).SendAsync("PATCH", Path, """{"enhancements":"module:a -app"}""");

        await host.As(TestHost.Owner).SendAsync("PATCH", Path, """{"enhancements":""}""", ("If-Match", "\"99\"")).ProblemAsync(HttpStatusCode.PreconditionFailed);
        await host.As(TestHost.Owner).SendAsync("PATCH", Path, """{"enhancements":""}""", ("If-Match", first.Headers.ETag!.Tag)).JsonAsync();
    }

    [Fact]
    public async Task Check_lists_every_mistake_with_its_place()
    {
        await using var host = await TestHost.StartAsync();

        var check = await host.As(TestHost.Reporter).SendAsync(
            "POST", $"{Path}:check", """{"enhancements":"fuction:x -app\nmodule:y -app\n-app","fingerprintRules":"type:x"}""").JsonAsync();

        Assert.Equal([1, 3], check["enhancements"]!.AsArray().Select(problem => (int)problem!["line"]!));
        Assert.All(check["enhancements"]!.AsArray(), problem => Assert.Equal(["column", "line", "message", "suggestion"], problem!.Names()));
        Assert.Single(check["fingerprintRules"]!.AsArray());
        Assert.Contains("line 1", await host.As(TestHost.Owner).SendAsync("PATCH", Path, """{"enhancements":"fuction:x -app"}""").ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_tells_hashes_variants_and_components()
    {
        await using var host = await TestHost.StartAsync();

        var explanation = await Explain(host, $$"""{"event":{{Crash}},"config":"newstyle:2026-01-20"}""");

        Assert.Equal(["config", "culprit", "fingerprintRule", "fingerprintRuleLine", "hashes", "title", "variants"], explanation.Names());
        Assert.Equal("newstyle:2026-01-20", (string?)explanation["config"]);
        Assert.Equal("KeyError: no basket 17", (string?)explanation["title"]);
        var variant = Assert.Single(explanation["variants"]!.AsArray())!;
        Assert.Equal(["component", "contributes", "hash", "hint", "name", "type", "values"], variant.Names());
        Assert.Equal("""["KeyError","no basket <int>"]""", variant["values"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal((string?)variant["hash"], (string?)explanation["hashes"]![0]);
        Assert.Equal("app", (string?)variant["component"]!["id"]);
    }

    [Theory]
    [InlineData("\"type:KeyError -> keys title=\\\"Key {{ message }}\\\"\"")]
    [InlineData("""[{"matchers":[["type","KeyError"]],"fingerprint":["keys"],"attributes":{"title":"Key {{ message }}"}}]""")]
    public async Task Explain_takes_rules_as_text_and_as_a_list(string rules)
    {
        await using var host = await TestHost.StartAsync();

        var explanation = await Explain(host, $$"""{"event":{{Crash}},"fingerprintRules":{{rules}} }""");

        Assert.Equal("Key no basket 17", (string?)explanation["title"]);
        Assert.Equal(1, (int?)explanation["fingerprintRuleLine"]);
        var custom = explanation["variants"]!.AsArray().Single(variant => (bool)variant!["contributes"]!)!;
        Assert.Equal("custom-fingerprint", (string?)custom["name"]);
    }

    [Fact]
    public async Task Explain_of_two_events_says_what_keeps_them_apart()
    {
        await using var host = await TestHost.StartAsync();

        var explanation = await Explain(host, $$"""{"events":[{{Crash}},{"exception":{"type":"IOError","value":"x"} }]}""");

        Assert.Equal(2, explanation["events"]!.AsArray().Count);
        Assert.Equal(("KeyError", "IOError"), ((string?)explanation["difference"]!["firstValue"], (string?)explanation["difference"]!["secondValue"]));
        Assert.Equal("exception/type", (string?)explanation["difference"]!["firstPath"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"event":7}""")]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"event":{},"enhancements":7}""")]
    [InlineData("""{"event":{},"enhancements":[7]}""")]
    [InlineData("""{"event":{},"config":"none"}""")]
    [InlineData("""{"event":{},"fingerprintRules":[{"matchers":[["type"]],"fingerprint":["a"]}]}""")]
    public async Task Explain_of_what_is_malformed_is_400(string body)
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Reporter).SendAsync("POST", $"{Path}:explain", body).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Explain_is_not_for_strangers()
    {
        await using var host = await TestHost.StartAsync();

        await host.As(TestHost.Stranger).SendAsync("POST", $"{Path}:explain", $$"""{"event":{{Crash}} }""").ProblemAsync(HttpStatusCode.NotFound);
        await host.As(TestHost.Stranger).SendAsync("POST", $"{Path}:replay", "{}").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Stored_event_is_explained_and_replayed()
    {
        await using var host = await TestHost.StartAsync();
        const string id = "0123456789abcdef0123456789abcdef";
        using (var sent = await host.Anonymous().SendAsync(
            "POST", $"/api/1/store/?sentry_key={TestHost.Key}", $$"""{"event_id":"{{id}}",{{Crash[1..]}}"""))
        {
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        var explanation = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/events/{id}/grouping").JsonAsync();
        var stored = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/events/{id}").JsonAsync();
        var same = await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/events/{id}/grouping?with={id}&config=newstyle:2023-01-11").JsonAsync();
        var forecast = await host.As(TestHost.Reporter).SendAsync("POST", $"{Path}:replay", """{"fingerprintRules":"type:KeyError -> keys","eventsPerIssue":5}""").JsonAsync();

        Assert.Equal(stored["hashes"]!.ToJsonString(), explanation["hashes"]!.ToJsonString());
        Assert.Null(same["difference"]);
        Assert.Equal(["events", "isComplete", "issues", "merged", "skipped", "split"], forecast.Names());
        Assert.Equal((1, 1, true), ((int)forecast["issues"]!, (int)forecast["events"]!, (bool)forecast["isComplete"]!));
        await host.As(TestHost.Reporter).SendAsync("GET", $"{Root}/projects/1/events/xyz/grouping").ProblemAsync(HttpStatusCode.NotFound);
    }

    private static Task<JsonNode> Explain(TestHost host, string body) => host.As(TestHost.Reporter).SendAsync("POST", $"{Path}:explain", body).JsonAsync();
}
