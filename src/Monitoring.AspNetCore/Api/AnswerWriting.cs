using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Api;

/// <summary>Writes an answer to its response.</summary>
internal static class AnswerWriting
{
    public static async Task WriteAsync(this ApiAnswer answer, HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ETag = answer.ETag;
        response.Headers.Allow = answer.Allow;
        if (answer.Location is { } location)
        {
            response.Headers.Location = LocationOf($"{context.Request.PathBase}{context.Request.Path}".TrimEnd('/'), location);
        }

        if (answer.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        if (answer.File is { } file)
        {
            await file.WriteAsync(context);
            return;
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static string LocationOf(string request, string location)
    {
        if (!location.StartsWith(ApiAnswer.Beside, StringComparison.Ordinal))
        {
            return $"{request}/{Uri.EscapeDataString(location)}";
        }

        var beside = location[ApiAnswer.Beside.Length..].Split('/').Select(Uri.EscapeDataString);
        return $"{request[..request.LastIndexOf('/')]}/{string.Join('/', beside)}";
    }
}
