using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.SentryApi;

/// <summary>Says in the header <c>Link</c> where the next page is.</summary>
internal static class SentryLink
{
    public static void Add(ApiCall call, string? next)
    {
        var request = call.Context.Request;
        var url = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}";
        var cursor = next is null ? "" : Uri.EscapeDataString(next);
        var results = next is null ? "false" : "true";
        call.Context.Response.Headers.Link =
            $"<{url}?cursor=>; rel=\"previous\"; results=\"false\"; cursor=\"\", <{url}?cursor={cursor}>; rel=\"next\"; results=\"{results}\"; cursor=\"{cursor}\"";
    }
}
