using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>
/// Says in the header <c>Link</c> where the next page is. Pages are by key and go forward only, so the page before is never offered.
/// </summary>
internal static class SentryLink
{
    public static void Add(ApiCall call, string? next)
    {
        var request = call.Context.Request;
        var others = request.Query.Where(pair => !pair.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase));
        var query = QueryString.Create(others).Value is { Length: > 0 } text ? text + "&" : "?";
        var url = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{Safe(query)}";
        var cursor = next is null ? "" : Uri.EscapeDataString(next);
        var results = next is null ? "false" : "true";
        call.Context.Response.Headers.Link =
            $"<{url}cursor=>; rel=\"previous\"; results=\"false\"; cursor=\"\", <{url}cursor={cursor}>; rel=\"next\"; results=\"{results}\"; cursor=\"{cursor}\"";
    }

    /// <summary>Clients split the header at commas and angle brackets.</summary>
    private static string Safe(string query) =>
        query.Replace(",", "%2C", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);
}
