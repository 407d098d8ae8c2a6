using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitoring.AspNetCore.Startup;

namespace Monitoring.AspNetCore.Dashboard;

/// <summary>The page at <c>/monitoring/</c>: what is served here, and where. It needs no script.</summary>
internal static class LandingPage
{
    private const string Page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Monitoring</title>
        </head>
        <body>
        <main>
        <h1>Monitoring</h1>
        <p>Monitoring runs in this host. It has no dashboard yet: what it knows is read through the product API.</p>
        <ul>
        <li><a href="{base}/monitoring/openapi/v1.json">The product API</a>, described as OpenAPI; its calls stand under <code>{base}/monitoring/api/v1</code></li>
        <li><a href="{base}/monitoring/api/v1/projects">Your projects</a>, as JSON</li>
        <li><a href="{base}{live}">Does the process live?</a></li>
        <li><a href="{base}{ready}">Can it take reports?</a></li>
        </ul>
        <p>How to connect an SDK, read issues and change settings is told in the README of the Monitoring.AspNetCore package.</p>
        </main>
        </body>
        </html>

        """;

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var page = endpoints.MapMethods("/monitoring", [HttpMethods.Get, HttpMethods.Head], WriteAsync);
        page.WithMetadata(GuardedEndpointMetadata.Instance);
        return page;
    }

    private static Task WriteAsync(HttpContext context)
    {
        var path = $"{context.Request.PathBase}{context.Request.Path}".TrimEnd('/');
        var prefix = path[..^"/monitoring".Length];
        var options = context.RequestServices.GetRequiredService<IOptions<MonitoringEndpointOptions>>().Value;
        var page = Encoding.UTF8.GetBytes(Page
            .Replace("{base}", Html(prefix), StringComparison.Ordinal)
            .Replace("{live}", Html(options.LivePath), StringComparison.Ordinal)
            .Replace("{ready}", Html(options.ReadyPath), StringComparison.Ordinal));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
