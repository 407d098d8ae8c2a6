using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>Requests and tasks that real SDKs trace, with their metrics and logs, read back as figures over the product API.</summary>
public sealed class TracingTests(SharedHost shared)
{
    [Theory]
    [InlineData("stream")]
    [InlineData("static")]
    public async Task Traces_metrics_and_logs_of_the_Node_SDK_become_figures(string lifecycle)
    {
        Requires.NpmPackage("@sentry/node");
        var host = await shared.GetAsync();
        var logs = await CountLogsAsync(host);
        var sent = await RunAsync(host, Requires.Node(), ["trace.mjs"], Clients.Directory("node"), ("SHOP_LIFECYCLE", lifecycle));

        await AssertTracedAsync(host, sent, $"GET /node-{lifecycle}/:id", "http.server", leastMilliseconds: 25);
        await AssertSpanAsync(host, "SELECT * FROM node_orders WHERE id = ?", 2);
        var orders = await host.Api.GetAsync($"projects/1/metrics/node.orders?tag=lifecycle:{lifecycle}&groupBy=environment");
        var series = Assert.Single(orders["series"]!.AsArray())!;
        Assert.Equal(("counter", "sum", 2.0, "staging"),
            ((string?)orders["type"], (string?)orders["aggregation"], (double)series["total"]!, (string?)series["tags"]!["environment"]));
        Assert.Equal(7, (double)(await host.Api.GetAsync("projects/1/metrics/node.queue"))["series"]![0]!["total"]!);
        var checkout = await host.Api.GetAsync($"projects/1/metrics/node.checkout?tag=lifecycle:{lifecycle}&aggregation=p95");
        Assert.Equal(("millisecond", 187.5), ((string?)checkout["unit"], (double)checkout["series"]![0]!["total"]!));
        var counted = await CountLogsAsync(host);
        Assert.Equal((1, 1), (counted["info"] - logs.GetValueOrDefault("info"), counted["error"] - logs.GetValueOrDefault("error")));
    }

    [Fact]
    public async Task Traces_of_the_NET_SDK_become_figures()
    {
        var host = await shared.GetAsync();
        var sent = await RunAsync(host, "dotnet", [BuiltProgram.Assembly(Clients.Path("console"), "ConsoleShop"), "trace"], Clients.Directory("console"));

        await AssertTracedAsync(host, sent, "GET /dotnet/{id}", "http.server", leastMilliseconds: 15);
        await AssertSpanAsync(host, "SELECT * FROM dotnet_orders WHERE id = ?", 1);
    }

    [Fact]
    public async Task Traces_of_the_Python_SDK_become_figures()
    {
        var host = await shared.GetAsync();
        var python = Requires.Python("sentry_sdk", "apt-get install python3-sentry-sdk");
        var sent = await RunAsync(host, python, ["-B", "trace.py"], Clients.Directory("python"));

        await AssertTracedAsync(host, sent, "python nightly report", "task", leastMilliseconds: 15);
        await AssertSpanAsync(host, "SELECT * FROM python_orders WHERE id = ?", 1);
    }

    private static async Task<JsonNode> RunAsync(SampleHost host, string program, string[] arguments, string directory, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SENTRY_DSN"] = host.Dsn.AbsoluteUri,
            ["SENTRY_RELEASE"] = "shop@1.4.2",
            ["SENTRY_ENVIRONMENT"] = "staging",
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        await using var client = await ChildProcess.RunAsync(program, arguments, environment, directory);
        Assert.True(client.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {client.ExitCode}: {client.Output}");
        return JsonNode.Parse(client.Lines[^1])!;
    }

    /// <summary>The transaction has figures, a sample, and is linked with the error in it, both ways.</summary>
    private static async Task AssertTracedAsync(SampleHost host, JsonNode sent, string name, string operation, double leastMilliseconds)
    {
        var listed = Assert.Single(await host.Api.ListAsync($"projects/1/transactions?environment=staging&query={Uri.EscapeDataString(name)}"));
        Assert.Equal((name, operation, 1, 1), ((string?)listed["name"], (string?)listed["operation"], (int)listed["count"]!, (int)listed["errors"]!));
        Assert.InRange((double)listed["durationMilliseconds"]!["p95"]!, leastMilliseconds, 30_000);

        var details = await host.Api.GetAsync($"projects/1/transactions/{Uri.EscapeDataString(name)}");
        var sample = Assert.Single(details["samples"]!.AsArray())!;
        Assert.Equal(((string?)sent["trace"], "shop@1.4.2", true), ((string?)sample["traceId"], (string?)sample["release"], (bool)sample["hasFailed"]!));

        var trace = await host.Api.GetAsync($"projects/1/traces/{sent["trace"]}");
        Assert.Equal((string?)sent["error"], (string?)Assert.Single(trace["errors"]!.AsArray())!["eventId"]);
        Assert.Equal(name, (string?)Assert.Single(trace["transactions"]!.AsArray())!["name"]);

        var ofError = await host.Api.GetAsync($"projects/1/events/{sent["error"]}/transaction");
        Assert.Equal(((string?)sent["trace"], 1), ((string?)ofError["traceId"], (int)ofError["transaction"]!["summary"]!["count"]!));
    }

    private static async Task AssertSpanAsync(SampleHost host, string description, int atLeast)
    {
        var spans = await host.Api.ListAsync($"projects/1/spans?query={Uri.EscapeDataString("op:db* " + description.Split(' ')[3])}");
        var span = Assert.Single(spans);
        Assert.Equal((description, 0), ((string?)span["description"], (int)span["errors"]!));
        Assert.InRange((int)span["count"]!, atLeast, 2 * atLeast);
    }

    private static async Task<Dictionary<string, long>> CountLogsAsync(SampleHost host) =>
        (await host.Api.GetAsync("projects/1/logs:counts"))["items"]!.AsArray().GroupBy(count => (string)count!["level"]!).ToDictionary(level => level.Key, level => level.Sum(count => (long)count!["count"]!));
}
