using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>What users say through the real SDKs, and in the crash-report dialog, is read back with its event, its issue and its file.</summary>
public sealed class FeedbackTests(SharedHost shared)
{
    private const string Release = "shop@1.4.2";

    private static readonly byte[] Screen = [137, 80, 78, 71, 0, 255];

    [Fact]
    public async Task Feedback_of_the_Node_SDK_arrives()
    {
        Requires.NpmPackage("@sentry/node");
        var host = await shared.GetAsync();

        var sent = await RunAsync(host, Requires.Node(), ["feedback.mjs"], Clients.Directory("node"));

        var feedback = await host.Api.GetAsync($"projects/1/feedback/{sent["feedback"]}");
        Assert.Equal(("node: where is my espresso?\nдоставка ☕", "https://shop.example/cart", "shop"), ((string?)feedback["message"], (string?)feedback["url"], (string?)feedback["source"]));
        await AssertLinkedAsync(host, feedback, (string)sent["event"]!);
    }

    [Fact]
    public async Task Feedback_of_the_NET_SDK_arrives()
    {
        var host = await shared.GetAsync();

        var sent = await RunAsync(host, "dotnet", [BuiltProgram.Assembly(Clients.Path("console"), "ConsoleShop"), "feedback"], Clients.Directory("console"));

        var feedback = Assert.Single(await host.Api.ListAsync("projects/1/feedback"), feedback => (string?)feedback["message"] == "dotnet: where is my espresso?");
        Assert.Equal("https://shop.example/cart", (string?)feedback["url"]);
        await AssertLinkedAsync(host, feedback, (string)sent["event"]!);
    }

    [Fact]
    public async Task Feedback_of_a_browser_and_what_is_written_in_the_dialog_arrive()
    {
        Requires.NpmPackage("@sentry/browser");
        var chromium = Requires.Chromium();
        var host = await shared.GetAsync();
        var address = $"http://127.0.0.1:{FreePort.Take()}";
        await using var site = await BrowserSite.ServeAsync(address, host.Dsn, Release, "staging");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(BrowserSite.Launch(chromium));
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(BrowserSite.Patience);
        await page.GotoAsync($"{address}/feedback.html");
        await page.WaitForFunctionAsync("() => window.ready");

        await page.ClickAsync("#tell");
        await page.WaitForFunctionAsync("() => window.sent");
        var sent = JsonNode.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(window.sent)"))!;
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Oh <b>no</b>" });
        Assert.Equal("Bob", await dialog.GetByLabel("Name").InputValueAsync());
        await dialog.GetByLabel("Email").FillAsync("bob@shop.example");
        await dialog.GetByLabel("What happened?").FillAsync("I clicked <b>Buy</b> & nothing");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await dialog.GetByText("Thank you, your report has been sent.").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.dialogClosed");

        var feedback = await host.Api.GetAsync($"projects/1/feedback/{sent["feedback"]}");
        Assert.Equal(("browser: where is my espresso?", $"{address}/feedback.html"), ((string?)feedback["message"], (string?)feedback["url"]));
        var issue = await AssertLinkedAsync(host, feedback, (string)sent["event"]!);
        var report = Assert.Single(await host.Api.ListAsync($"issues/{issue}/feedback"), item => (string?)item["source"] == "user_report");
        Assert.Equal(("I clicked <b>Buy</b> & nothing", "Bob", "bob@shop.example"), ((string?)report["message"], (string?)report["name"], (string?)report["contactEmail"]));
    }

    private static async Task<string> AssertLinkedAsync(SampleHost host, JsonObject feedback, string eventId)
    {
        var issue = (string)(await host.Api.GetEventAsync(eventId))["issueId"]!;
        Assert.Equal(("Ada", "ada@shop.example", "staging", Release), ((string?)feedback["name"], (string?)feedback["contactEmail"], (string?)feedback["environment"], (string?)feedback["release"]));
        Assert.Equal((eventId, issue, "unresolved"), ((string?)feedback["associatedEventId"], (string?)feedback["issueId"], (string?)feedback["status"]));
        Assert.Contains(await host.Api.ListAsync($"issues/{issue}/feedback"), item => (string?)item["id"] == (string?)feedback["id"]);
        var path = $"projects/1/events/{feedback["id"]}/attachments";
        var file = Assert.Single(await host.Api.ListAsync(path));
        Assert.Equal(("screen.png", "image/png"), ((string?)file["name"], (string?)file["contentType"]));
        Assert.Equal(Screen, await host.Api.GetBytesAsync($"{path}/{file["id"]}"));
        return issue;
    }

    private static async Task<JsonNode> RunAsync(SampleHost host, string program, string[] arguments, string directory)
    {
        var environment = new Dictionary<string, string?> { ["SENTRY_DSN"] = host.Dsn.AbsoluteUri, ["SENTRY_RELEASE"] = Release, ["SENTRY_ENVIRONMENT"] = "staging" };
        await using var client = await ChildProcess.RunAsync(program, arguments, environment, directory);
        Assert.True(client.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {client.ExitCode}: {client.Output}");
        return JsonNode.Parse(client.Lines[^1])!;
    }
}
