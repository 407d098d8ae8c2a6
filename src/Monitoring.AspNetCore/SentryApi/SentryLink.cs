using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Says in the header <c>Link</c> where the pages before and after are.</summary>
internal static class SentryLink
{
    /// <summary>Adds the header.</summary>
    /// <param name="call">The call.</param>
    /// <param name="next">Where the page after begins, as the store says it; null on the last page.</param>
    public static void Add(ApiCall call, string? next)
    {
        var request = call.Context.Request;
        var others = request.Query.Where(pair => !pair.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase));
        var query = QueryString.Create(others).Value is { Length: > 0 } text ? text + "&" : "?";
        var url = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{Safe(query)}";
        var previous = SentryCursor.Previous(call);
        call.Context.Response.Headers.Link =
            $"{Link(url, "previous", previous ?? "", previous is not null)}, {Link(url, "next", SentryCursor.Next(call, next), next is not null)}";
    }

    private static string Link(string url, string rel, string cursor, bool hasResults)
    {
        // A colon stands for itself in a query, and clients that do not decode the cursor encode it when they send it back.
        var text = Uri.EscapeDataString(cursor).Replace("%3A", ":", StringComparison.Ordinal);
        return $"<{url}cursor={text}>; rel=\"{rel}\"; results=\"{(hasResults ? "true" : "false")}\"; cursor=\"{text}\"";
    }

    /// <summary>Clients split the header at commas and angle brackets.</summary>
    private static string Safe(string query) =>
        query.Replace(",", "%2C", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);
}
