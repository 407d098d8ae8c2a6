using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary><c>@sentry/browser</c> from npm, in Chromium, on a page of another origin than the host's.</summary>
public sealed class BrowserTests(SharedHost shared, SdkRun run) : SdkTests(shared, run)
{
    // The page is on the loopback address; a browser that looks for updates or accounts would wait for a network that may not be there.
    private static readonly string[] Offline =
        ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-domain-reliability"];

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
        await using var site = await ServeAsync(dsn);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Offline, Timeout = 60_000 });
        var page = await browser.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) => faults.Add(message.Text);
        page.RequestFailed += (_, request) => faults.Add($"{request.Url}: {request.Failure}");

        await page.GotoAsync($"{_site}/index.html");
        await page.ClickAsync("#buy");
        try
        {
            await page.WaitForFunctionAsync("() => window.sent !== undefined", options: new() { Timeout = 30_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The page did not deliver its events: {string.Join('\n', faults)}");
        }

        var sent = JsonNode.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(window.sent)"))!;
        Assert.True((bool)sent["delivered"]!, string.Join('\n', faults));
        return new SentIds((string)sent["exception"]!, (string)sent["message"]!);
    }

    private async Task<WebApplication> ServeAsync(Uri dsn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(_site);
        var app = builder.Build();
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".mjs"] = "text/javascript";
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Clients.Directory("browser")) });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Clients.Directory("node_modules")),
            RequestPath = "/node_modules",
            ContentTypeProvider = types,
        });
        var settings = new JsonObject { ["dsn"] = dsn.AbsoluteUri, ["release"] = Release, ["environment"] = Environment }.ToJsonString();
        app.MapGet("/settings.json", () => Results.Text(settings, "application/json"));
        await app.StartAsync();
        return app;
    }
}
