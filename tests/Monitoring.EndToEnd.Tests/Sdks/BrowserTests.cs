using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary><c>@sentry/browser</c> from npm, in Chromium, on a page of another origin than the host's.</summary>
public sealed class BrowserTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    /// <summary>The same for both runs: the address of a script stands in the frames, and so in the grouping.</summary>
    private readonly string _site = $"http://127.0.0.1:{FreePort.Take()}";

    protected override string Platform => "javascript";

    protected override string Sdk => "sentry.javascript.browser";

    protected override string Message => "browser: stock of espresso is low";

    private protected override IReadOnlyList<ExpectedException> Exceptions =>
    [
        new("RangeError", "bank did not answer in 200 ms", "checkout", "chargeCard", "askBank"),
        new("PaymentDeclined", "card declined by bank", "checkout", "chargeCard"),
        new("CheckoutFailed", "order 1007 could not be paid", "checkout"),
    ];

    private protected override async Task<SentIds> RunClientAsync(WireTap tap, Uri dsn)
    {
        Requires.NpmPackage("@sentry/browser");
        var chromium = Requires.Chromium();
        await using var site = await BrowserSite.ServeAsync(_site, dsn, Release, Environment);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(BrowserSite.Launch(chromium));
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(BrowserSite.Patience);
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) => faults.Add(message.Text);
        page.RequestFailed += (_, request) => faults.Add($"{request.Url}: {request.Failure}");

        await page.GotoAsync($"{_site}/index.html");
        await page.ClickAsync("#buy");
        try
        {
            await page.WaitForFunctionAsync("() => window.sent !== undefined");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The page did not deliver its events: {string.Join('\n', faults)}");
        }

        var sent = JsonNode.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(window.sent)"))!;
        Assert.True((bool)sent["delivered"]!, string.Join('\n', faults));
        return new SentIds((string)sent["exception"]!, (string)sent["message"]!);
    }
}
