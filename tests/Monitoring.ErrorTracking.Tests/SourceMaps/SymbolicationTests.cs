using System.Text;
using System.Text.Json.Nodes;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.ErrorTracking.SourceMaps;
using Monitoring.ErrorTracking.Tests.Ingest;

namespace Monitoring.ErrorTracking.Tests.SourceMaps;

/// <summary>Source maps applied to stack traces, on the whole way from the upload to the issue.</summary>
public sealed class SymbolicationTests
{
    private const string Url = "https://shop.example/static/shop.min.js?v=7";

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "shop@1.0.0")]
    public async Task Frames_are_brought_back_to_the_code_as_it_was_written(bool byDebugId, string? release)
    {
        await using var host = await IntakeHost.StartAsync();
        Assert.Equal((true, null), Of(await Bundles.UploadAsync(host, Bundles.Shop(byDebugId ? Bundles.DebugId : null), release)));

        var payload = await SendAsync(host, 1, byDebugId, release);

        var frames = Frames(payload);
        Assert.Equal(["buy", "checkout", "chargeCard", "askBank"], frames.Select(frame => Short((string?)frame["function"])));
        Assert.Equal(["src/shop.js", "src/checkout.js", "src/checkout.js", "src/bank.js"], frames.Select(frame => (string?)frame["filename"]));
        Assert.Equal([6, 9, 4, 8], frames.Select(frame => (int)frame["lineno"]!));
        Assert.Equal("  throw new PaymentDeclined(`bank did not answer in ${answer.milliseconds} ms`);", (string?)frames[3]["context_line"]);
        Assert.Equal("  const answer = { account, milliseconds: 200 };", (string?)frames[3]["pre_context"]!.AsArray()[^1]);
        Assert.Equal("}", (string?)frames[3]["post_context"]![0]);
        Assert.Equal("https://shop.example/src/bank.js", (string?)frames[3]["abs_path"]);
        Assert.Equal("~/static/shop.min.js.map", (string?)frames[3]["data"]!["sourcemap"]);
        Assert.All(frames, frame => Assert.True((bool)frame["in_app"]!));
        var raw = payload["exception"]!["values"]![0]!["raw_stacktrace"]!["frames"]!.AsArray();
        Assert.Equal("t", (string?)raw[3]!["function"]);
        var issue = Assert.Single((await host.IssuesAsync()).Items).Row;
        Assert.Equal(("PaymentDeclined: bank did not answer in 200 ms", "askBank(src/bank)"), (issue.Title, issue.Culprit));
    }

    [Fact]
    public async Task A_map_that_comes_later_improves_stored_events_and_never_regroups_them()
    {
        await using var host = await IntakeHost.StartAsync();
        var before = await SendAsync(host, 1, byDebugId: true, null);
        var issue = Assert.Single((await host.IssuesAsync()).Items).Row;

        await Bundles.UploadAsync(host, Bundles.Shop());
        var after = await PayloadAsync(host, 1);

        Assert.Equal("t", (string?)Frames(before)[3]["function"]);
        Assert.Equal("askBank", (string?)Frames(after)[3]["function"]);
        Assert.Equal(issue.Hashes, Assert.Single((await host.IssuesAsync()).Items).Row.Hashes);
        var raw = Encoding.UTF8.GetString((await host.EventAsync(Id(1))).Raw.Span);
        Assert.Contains("shop.min.js", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("askBank", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_map_of_another_project_is_not_found()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.AddProjectAsync(new ProjectId(43), "demo/other");
        var bundle = Bundles.Shop();
        var maps = host.Service<ISourceMaps>();
        await maps.WriteChunkAsync(Access.Actor.System, "demo", Bundles.Name(bundle), bundle, TestContext.Current.CancellationToken);
        var assembly = new BundleAssembly { Organization = "demo", Projects = [new ProjectId(43)], Checksum = Bundles.Name(bundle), Chunks = [Bundles.Name(bundle)] };
        Assert.True((await maps.AssembleAsync(Access.Actor.System, assembly, TestContext.Current.CancellationToken)).Value!.IsStored);

        Assert.Equal("t", (string?)Frames(await SendAsync(host, 1, byDebugId: true, null))[3]["function"]);
    }

    [Theory]
    [InlineData("""{"version":3,"sources":["a.js"],"names":[],"mappings":"AAAA;A!"}""", "~/static/shop.min.js.map cannot be read: mappings: entry 1 of line 2")]
    [InlineData("""{"version":3,"sources":["a.js"],"names":[],"mappings":";AAAA"}""", "~/static/shop.min.js.map has no entry for 1:112")]
    [InlineData("""{"version":3,"sources":["a.js"],"names":[],"mappings":"A"}""", "~/static/shop.min.js.map names no source for 1:112")]
    public async Task A_map_that_does_not_help_says_why(string map, string problem)
    {
        await using var host = await IntakeHost.StartAsync();
        await Bundles.UploadAsync(host, Bundles.Shop(map: map));

        var frame = Frames(await SendAsync(host, 1, byDebugId: true, null))[3];

        Assert.Equal("t", (string?)frame["function"]);
        Assert.StartsWith(problem, (string?)frame["data"]!["sourcemap_problem"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "shop@9.9.9", "no map for debug id 00000000-0000-0000-0000-000000000001")]
    [InlineData(false, "shop@9.9.9", "the event has no debug id for this file, and release shop@9.9.9 has no upload of it")]
    [InlineData(false, null, "the event has neither a debug id for this file nor a release")]
    public async Task A_frame_without_a_map_says_what_was_looked_for(bool byDebugId, string? release, string problem)
    {
        await using var host = await IntakeHost.StartAsync();
        await Bundles.UploadAsync(host, Bundles.Shop());

        var payload = await SendAsync(host, 1, byDebugId, release, "00000000000000000000000000000001");

        Assert.Equal(problem, (string?)Frames(payload)[3]["data"]!["sourcemap_problem"]);
    }

    [Fact]
    public async Task Explaining_a_stored_event_gives_the_hashes_that_it_was_grouped_by()
    {
        await using var host = await IntakeHost.StartAsync();
        await Bundles.UploadAsync(host, Bundles.Shop());
        await SendAsync(host, 1, byDebugId: true, null);

        var report = await host.Service<IGroupingInspection>().ExplainAsync(
            Access.Actor.System, host.Project, [new GroupingSubject { StoredId = Id(1) }], new GroupingTrial(), TestContext.Current.CancellationToken);

        Assert.Contains(report.Value!.Events.Single().Hashes[0], Assert.Single((await host.IssuesAsync()).Items).Row.Hashes);
        Assert.Contains("askBank", report.Value.Events.Single().Culprit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_generated_code_the_caller_names_the_function()
    {
        await using var host = await IntakeHost.StartAsync();
        await Bundles.UploadAsync(host, Bundles.Shop(withCode: false));

        var frames = Frames(await SendAsync(host, 1, byDebugId: true, null));

        Assert.Equal(["checkout", "chargeCard", "askBank"], frames.Skip(1).Select(frame => (string?)frame["function"]));
    }

    private static (bool IsStored, string? Problem) Of(BundleAssemblyResult result) => (result.IsStored, result.Problem);

    private static string? Short(string? function) => function?[(function.LastIndexOf('.') + 1)..];

    private static EventId Id(int number) => EventId.TryParse(number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture), out var id) ? id : default;

    private static List<JsonNode> Frames(JsonNode payload) => [.. payload["exception"]!["values"]![0]!["stacktrace"]!["frames"]!.AsArray().Select(frame => frame!)];

    private static async Task<JsonNode> SendAsync(IntakeHost host, int number, bool byDebugId, string? release, string debugId = Bundles.DebugId)
    {
        var body = new JsonObject
        {
            ["event_id"] = Id(number).ToString(),
            ["platform"] = "javascript",
            ["release"] = release,
            ["exception"] = new JsonObject
            {
                ["values"] = new JsonArray(new JsonObject
                {
                    ["type"] = "PaymentDeclined",
                    ["value"] = "bank did not answer in 200 ms",
                    ["stacktrace"] = new JsonObject
                    {
                        ["frames"] = new JsonArray(Frame("Object.buy", 283), Frame("e", 220), Frame("c", 186), Frame("t", 112)),
                    },
                }),
            },
        };
        if (byDebugId)
        {
            body["debug_meta"] = new JsonObject
            {
                ["images"] = new JsonArray(new JsonObject { ["type"] = "sourcemap", ["code_file"] = Url, ["debug_id"] = debugId.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() }),
            };
        }

        var text = body.ToJsonString();
        var outcome = await host.SendAsync($$"""{"event_id":"{{Id(number)}}"}""" + "\n" + $$"""{"type":"event","length":{{Encoding.UTF8.GetByteCount(text)}}}""" + "\n" + text + "\n");
        Assert.Equal(200, (int)outcome.Status);
        return await PayloadAsync(host, number);
    }

    private static async Task<JsonNode> PayloadAsync(IntakeHost host, int number) => JsonNode.Parse((await host.EventAsync(Id(number))).Normalized.Span)!;

    private static JsonObject Frame(string function, int column) => new()
    {
        ["function"] = function,
        ["filename"] = Url,
        ["abs_path"] = Url,
        ["lineno"] = 1,
        ["colno"] = column,
        ["in_app"] = true,
    };
}
