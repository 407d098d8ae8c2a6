using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Sdks;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.SourceMaps;

/// <summary>A copy of the bundled shop, for a test to change, and the two programs that run it.</summary>
internal sealed class BundledShop : IDisposable
{
    private const string Code = "shop.min.js";

    private readonly TemporaryDirectory _directory = new();

    public BundledShop()
    {
        var dist = Path.Combine(Clients.Directory("bundled"), "dist");
        File.WriteAllText(_directory.File(Code), File.ReadAllText(Path.Combine(dist, Code)) + $"//# sourceMappingURL={Code}.map\n");
        File.Copy(Path.Combine(dist, Code + ".map"), _directory.File(Code + ".map"));
    }

    public string Location => _directory.Path;

    /// <summary>Throws in Node.js and returns the id of the event.</summary>
    public async Task<string> ThrowInNodeAsync(SampleHost host, string? release = null)
    {
        Requires.NpmPackage("@sentry/node");
        var environment = new Dictionary<string, string?> { ["SENTRY_DSN"] = host.Dsn.AbsoluteUri, ["SENTRY_RELEASE"] = release };
        await using var node = await ChildProcess.RunAsync(
            Requires.Node(), ["node.mjs", _directory.File(Code)], environment, Clients.Directory("bundled"));
        Assert.True(node.ExitCode == 0, node.Output);
        return node.Lines[^1].Trim();
    }

    /// <summary>Throws in Chromium and returns the id of the event.</summary>
    public async Task<string> ThrowInBrowserAsync(SampleHost host)
    {
        Requires.NpmPackage("@sentry/browser");
        var chromium = Requires.Chromium();
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await using var site = await ServeAsync(url, host.Dsn);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-background-networking", "--no-first-run"], Timeout = 60_000 });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(url + "/");
        await page.WaitForFunctionAsync("() => window.sent !== undefined", options: new() { Timeout = 30_000 });
        return (string)JsonNode.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(window.sent)"))!["id"]!;
    }

    public void Dispose() => _directory.Dispose();

    private async Task<WebApplication> ServeAsync(string url, Uri dsn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".mjs"] = "text/javascript";
        Serve(_directory.Path, "/static");
        Serve(Clients.Directory("bundled"), "");
        Serve(Clients.Directory("node_modules"), "/node_modules");

        // The same names for the packages as on the page of the other browser tests.
        var page = (await File.ReadAllTextAsync(Path.Combine(Clients.Directory("browser"), "index.html")))
            .Replace("<script type=\"module\" src=\"/shop.js\">", $"<script src=\"/static/{Code}\"></script><script type=\"module\" src=\"/page.js\">", StringComparison.Ordinal);
        app.MapGet("/", () => Results.Text(page, "text/html"));
        var settings = new JsonObject { ["dsn"] = dsn.AbsoluteUri }.ToJsonString();
        app.MapGet("/settings.json", () => Results.Text(settings, "application/json"));
        await app.StartAsync();
        return app;

        void Serve(string directory, string path) => app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(directory),
            RequestPath = path,
            ContentTypeProvider = types,
        });
    }
}
