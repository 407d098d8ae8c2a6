using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>Sessions of the real SDKs, read back as the health of a release that each test has for itself.</summary>
public sealed class SessionTests(SharedHost shared)
{
    [Fact]
    public async Task Requests_to_a_server_with_the_Node_SDK_are_counted()
    {
        Requires.NpmPackage("@sentry/node");
        var host = await shared.GetAsync();
        await RunAsync(host, "node-shop@1.0.0", Requires.Node(), ["sessions.mjs"], "node");

        var health = await HealthAsync(host, "node-shop@1.0.0");
        Assert.Equal((9, 6, 2, 1), Counts(health));
        Assert.Equal(8 / 9.0, (double)health["totals"]!["crashFreeSessions"]!, 9);
        Assert.Equal(1, (double)health["sessionAdoption"]!);
    }

    [Fact]
    public async Task Requests_to_a_server_with_Debians_Python_SDK_are_counted()
    {
        var python = Requires.Python("sentry_sdk", "apt-get install python3-sentry-sdk");
        var host = await shared.GetAsync();
        await RunAsync(host, "python-shop@1.0.0", python, ["-B", "sessions.py"], "python");

        Assert.Equal((5, 3, 1, 1), Counts(await HealthAsync(host, "python-shop@1.0.0")));
    }

    [Fact]
    public async Task Runs_of_the_NET_SDK_are_sessions_and_one_that_crashes_is_counted_as_crashed()
    {
        var host = await shared.GetAsync();
        var program = BuiltProgram.Assembly(Clients.Path("console"), "ConsoleShop");
        await RunAsync(host, "net-shop@1.0.0", "dotnet", [program, "session", "explicit"], "console");
        await RunAsync(host, "net-shop@1.0.0", "dotnet", [program, "session", "error"], "console");
        await RunAsync(host, "net-shop@1.0.0", "dotnet", [program, "session", "crash"], "console", isCrash: true);

        var health = await HealthAsync(host, "net-shop@1.0.0");
        Assert.Equal((3, 1, 1, 1), Counts(health));
        Assert.Equal((1, 1), ((int)health["totals"]!["users"]!, (int)health["totals"]!["crashedUsers"]!));
        Assert.NotNull(health["totals"]!["meanDuration"]);

        var byStatus = await host.Api.GetAsync("projects/1/sessions?release=net-shop@1.0.0&groupBy=status&interval=day");
        Assert.Equal(["crashed", "errored", "healthy"], byStatus["items"]!.AsArray().Select(group => (string?)group!["status"]).Order(StringComparer.Ordinal));
        Assert.Contains(await host.Api.ListAsync("projects/1/release-health?sort=crashFreeSessions"), item => (string?)item["release"] == "net-shop@1.0.0");
    }

    [Fact]
    public async Task A_visit_in_the_browser_is_a_session()
    {
        Requires.NpmPackage("@sentry/browser");
        var chromium = Requires.Chromium();

        // A host of its own: the page reports the errors that BrowserTests counts on the shared one.
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await using var site = await BrowserSite.ServeAsync(url, host.Dsn, "page@1.0.0", "staging");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(BrowserSite.Launch(chromium));
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(BrowserSite.Patience);
        await page.GotoAsync($"{url}/index.html");
        await page.ClickAsync("#buy");
        await page.WaitForFunctionAsync("() => window.sent !== undefined");

        var health = await Eventually.ReadAsync(() => HealthAsync(host, "page@1.0.0"), found => (long)found["totals"]!["errored"]! == 1);
        Assert.Equal((1, 0, 1, 0), Counts(health));
        Assert.Equal(1, (int)health["totals"]!["users"]!);
    }

    private static (long Sessions, long Healthy, long Errored, long Crashed) Counts(JsonObject health) => (
        (long)health["totals"]!["sessions"]!, (long)health["totals"]!["healthy"]!, (long)health["totals"]!["errored"]!, (long)health["totals"]!["crashed"]!);

    private static Task<JsonObject> HealthAsync(SampleHost host, string release) =>
        host.Api.GetAsync($"projects/1/releases/{Uri.EscapeDataString(release)}/health?environment={Uri.EscapeDataString(Of(release))}");

    /// <summary>Each release has an environment of its own, so that adoption is known.</summary>
    private static string Of(string release) => release.StartsWith("page", StringComparison.Ordinal) ? "staging" : release[..release.IndexOf('@', StringComparison.Ordinal)];

    private static async Task RunAsync(SampleHost host, string release, string program, string[] arguments, string directory, bool isCrash = false)
    {
        var environment = new Dictionary<string, string?> { ["SENTRY_DSN"] = host.Dsn.AbsoluteUri, ["SENTRY_RELEASE"] = release, ["SENTRY_ENVIRONMENT"] = Of(release) };
        await using var client = await ChildProcess.RunAsync(program, arguments, environment, Clients.Directory(directory));
        Assert.True(client.ExitCode == 0 == !isCrash, $"{string.Join(' ', arguments)} ended with {client.ExitCode}: {client.Output}");
    }
}
