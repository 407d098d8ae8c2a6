using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Sees a request to <c>/cron/{slug}/</c> as a check-in: the slug of the path, the fields of the query, and those of the body, which is JSON or a
/// form. What stands in the body wins over the query.
/// </summary>
internal static class CheckInBody
{
    private const string Slug = "monitor_slug";
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly string[] Fields = ["status", "check_in_id", "environment", "duration", "release"];

    /// <summary>Makes the payload of a check-in.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body, decompressed.</param>
    /// <returns>JSON; when the body is none, the body itself, for its reader to refuse.</returns>
    public static ReadOnlyMemory<byte> ToPayload(IngestRequest request, ReadOnlyMemory<byte> body)
    {
        var isForm = request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true;
        var json = default(RawJson);
        if (!isForm && !body.Span.Trim(" \t\r\n"u8).IsEmpty && (!RawJson.TryParse(body, out json) || json.Kind != JsonValueKind.Object))
        {
            return body;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString(Slug, request.MonitorSlug ?? "");
            Write(writer, request.Query, json);
            Write(writer, isForm ? System.Text.Encoding.UTF8.GetString(body.Span) : null, json);
            WriteRest(writer, json);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, string? query, RawJson json)
    {
        foreach (var pair in (query ?? "").TrimStart('?').Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && equals < pair.Length - 1 && Fields.FirstOrDefault(field => pair.AsSpan(0, equals).SequenceEqual(field)) is { } name
                && !JsonObjects.Find(json, name).HasValue)
            {
                writer.WriteString(name, Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' ')));
            }
        }
    }

    private static void WriteRest(Utf8JsonWriter writer, RawJson json)
    {
        var cursor = new JsonCursor(json.Utf8);
        if (!json.HasValue || !cursor.EnterObject())
        {
            return;
        }

        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("monitor_slug"u8))
            {
                cursor.Skip();
                continue;
            }

            writer.WritePropertyName(name);
            cursor.TakeRaw(out _).WriteTo(writer);
        }
    }
}
