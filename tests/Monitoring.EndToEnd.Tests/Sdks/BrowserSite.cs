using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>Pages with <c>@sentry/browser</c> as npm installed it, on an origin of their own.</summary>
internal static class BrowserSite
{
    /// <summary>How long a page may take, in milliseconds.</summary>
    public static float Patience => (float)Eventually.Patience.TotalMilliseconds;

    // The page is on the loopback address; a browser that looks for updates or accounts would wait for a network that may not be there.
    private static readonly string[] Offline =
        ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-domain-reliability"];

    public static BrowserTypeLaunchOptions Launch(string chromium) => new() { ExecutablePath = chromium, Args = Offline, Timeout = Patience };

    public static async Task<WebApplication> ServeAsync(string site, Uri dsn, string release, string environment)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(site);
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
        var settings = new JsonObject { ["dsn"] = dsn.AbsoluteUri, ["release"] = release, ["environment"] = environment }.ToJsonString();
        app.MapGet("/settings.json", () => Results.Text(settings, "application/json"));
        await app.StartAsync();
        return app;
    }
}
