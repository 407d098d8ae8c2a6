using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>Writes the answers that SDKs expect.</summary>
internal static class IntakeAnswer
{
    /// <summary>A transparent image of one pixel, for pages that report by an image tag.</summary>
    private static ReadOnlyMemory<byte> Pixel { get; } =
        Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static Task WriteAsync(HttpContext context, IngestEndpoint endpoint, IngestOutcome outcome)
    {
        var response = context.Response;
        response.StatusCode = (int)outcome.Status;
        if (outcome.RateLimits is { } limits)
        {
            response.Headers["X-Sentry-Rate-Limits"] = limits;
        }

        if (outcome.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (!outcome.IsAccepted)
        {
            return WriteErrorAsync(response, outcome.Error ?? outcome.Status.ToString(), outcome.Causes);
        }

        return endpoint switch
        {
            IngestEndpoint.Security or IngestEndpoint.Nel => Task.CompletedTask,
            IngestEndpoint.CheckIn => EndAsync(response, StatusCodes.Status202Accepted),
            IngestEndpoint.Attachments => EndAsync(response, StatusCodes.Status201Created),
            IngestEndpoint.Minidump => WriteAsync(response, "text/plain", System.Text.Encoding.ASCII.GetBytes(outcome.EventId?.Value.ToString("D") ?? "")),
            IngestEndpoint.Store when HttpMethods.IsGet(context.Request.Method) => WriteAsync(response, "image/gif", Pixel),
            _ => WriteAsync(response, "application/json", Id(outcome.EventId)),
        };
    }

    public static Task WriteErrorAsync(HttpResponse response, string detail, IReadOnlyList<string> causes)
    {
        response.Headers["X-Sentry-Error"] = HeaderText(detail);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("detail", detail);
            json.WriteStartArray("causes");
            foreach (var cause in causes)
            {
                json.WriteStringValue(cause);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return WriteAsync(response, "application/json", buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Callers by hand expect another status than SDKs, and no body.</summary>
    private static Task EndAsync(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpResponse response, string contentType, ReadOnlyMemory<byte> body)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, response.HttpContext.RequestAborted).AsTask();
    }

    private static ReadOnlyMemory<byte> Id(EventId? id) =>
        id is null ? "{}"u8.ToArray() : System.Text.Encoding.ASCII.GetBytes($"{{\"id\":\"{id}\"}}");

    private static string HeaderText(string text) =>
        string.Create(Math.Min(text.Length, 500), text, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = text[i] is >= ' ' and <= '~' ? text[i] : '?';
            }
        });
}
