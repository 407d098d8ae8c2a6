using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>Jobs that check in with the real SDKs and sentry-cli: monitors are made by what they send, and failures are issues.</summary>
public sealed class MonitorTests(SharedHost shared)
{
    [Fact]
    public async Task Jobs_of_the_Node_SDK_make_their_monitors_and_a_failure_is_an_issue()
    {
        Requires.NpmPackage("@sentry/node");
        var host = await shared.GetAsync();
        await RunAsync(host, Requires.Node(), ["jobs.mjs"], Clients.Directory("node"));

        var nightly = await host.Api.GetAsync("projects/1/monitors/node-nightly");
        Assert.Equal(("0 2 * * *", "Europe/Prague", "PT5M", "PT30M"),
            ((string?)nightly["schedule"]!["crontab"], (string?)nightly["timeZone"], (string?)nightly["margin"], (string?)nightly["maxRunTime"]));
        var run = Assert.Single(await host.Api.ListAsync("projects/1/monitors/node-nightly/checkins"));
        Assert.Equal(("ok", "staging", "shop@1.4.2"), ((string?)run["status"], (string?)run["environment"], (string?)run["release"]));
        Assert.InRange(System.Xml.XmlConvert.ToTimeSpan((string)run["duration"]!), TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(30));

        var hourly = await host.Api.GetAsync("projects/1/monitors/node-hourly");
        Assert.Equal(("interval", 1, "hour"), ((string?)hourly["schedule"]!["type"], (int)hourly["schedule"]!["every"]!, (string?)hourly["schedule"]!["unit"]));
        Assert.Equal("error", (string?)Assert.Single(await host.Api.ListAsync("projects/1/monitors/node-hourly/checkins"))["status"]);
        Assert.NotNull(Assert.Single(hourly["environments"]!.AsArray())!["incidentId"]);
        await AwaitIssueAsync(host, "Cron failure: node-hourly");
    }

    [Fact]
    public async Task A_job_of_the_NET_SDK_makes_its_monitor()
    {
        var host = await shared.GetAsync();
        await RunAsync(host, "dotnet", [BuiltProgram.Assembly(Clients.Path("console"), "ConsoleShop"), "job"], Clients.Directory("console"));

        var monitor = await host.Api.GetAsync("projects/1/monitors/dotnet-nightly");
        Assert.Equal(("0 2 * * *", 2), ((string?)monitor["schedule"]!["crontab"], (int)monitor["recoveryThreshold"]!));
        var run = Assert.Single(await host.Api.ListAsync("projects/1/monitors/dotnet-nightly/checkins"));
        Assert.Equal(("error", "PT1.5S"), ((string?)run["status"], (string?)run["duration"]));
        await AwaitIssueAsync(host, "Cron failure: dotnet-nightly");
    }

    [Fact]
    public async Task A_command_under_sentry_cli_makes_its_monitor()
    {
        var package = Requires.NpmPackage("@sentry/cli");
        var host = await shared.GetAsync();
        var cli = Path.Combine(package, "bin", "sentry-cli");
        using var directory = new TemporaryDirectory();

        await RunAsync(host, Requires.Node(), [cli, "monitors", "run", "-e", "production", "-s", "*/10 * * * *", "cli-job", "--", "true"], directory.Path);
        await RunAsync(host, Requires.Node(), [cli, "monitors", "run", "-e", "production", "cli-job", "--", "false"], directory.Path, exitCode: 1);

        Assert.Equal("*/10 * * * *", (string?)(await host.Api.GetAsync("projects/1/monitors/cli-job"))["schedule"]!["crontab"]);
        var runs = await host.Api.ListAsync("projects/1/monitors/cli-job/checkins");
        Assert.Equal(["error", "ok"], runs.Select(run => (string?)run["status"]));
    }

    private static async Task RunAsync(SampleHost host, string program, string[] arguments, string directory, int exitCode = 0)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SENTRY_DSN"] = host.Dsn.AbsoluteUri,
            ["SENTRY_RELEASE"] = "shop@1.4.2",
            ["SENTRY_ENVIRONMENT"] = "staging",
        };
        await using var client = await ChildProcess.RunAsync(program, arguments, environment, directory);
        Assert.True(client.ExitCode == exitCode, $"{string.Join(' ', arguments)} ended with {client.ExitCode}: {client.Output}");
    }

    /// <summary>Issues of monitors are made by a signal, a moment after the check-in.</summary>
    private static async Task AwaitIssueAsync(SampleHost host, string title)
    {
        var issues = await Eventually.ReadAsync(host.Api.ListIssuesAsync, found => found.Any(IsIt));
        Assert.Equal("other", (string?)Assert.Single(issues, IsIt)["platform"]);

        bool IsIt(JsonObject issue) => (string?)issue["title"] == title;
    }
}
