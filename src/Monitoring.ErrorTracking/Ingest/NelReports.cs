using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Turns what browsers report about their network (Network Error Logging) into events: one for each report of the list, with a message of error, phase and
/// host by which it is grouped.
/// </summary>
internal static class NelReports
{
    private const int MaxReports = 100;
    private const int MaxDepth = 64;

    /// <summary>Makes an event of each report; none when the body is no report.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> body, SecurityReportFacts facts)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonSanitizer.Repair(body.Span, MaxDepth, out _));
            var root = json.RootElement;
            var reports = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Take(MaxReports).ToArray() : [root];
            return [.. reports.Select(report => Event(report, facts)).OfType<ReadOnlyMemory<byte>>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static ReadOnlyMemory<byte>? Event(JsonElement report, SecurityReportFacts facts)
    {
        if (report.ValueKind != JsonValueKind.Object || (Text(report, "type") is { } kind && kind != "network-error")
            || !report.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object || Text(body, "type") is not { } type)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            var url = Text(report, "url");
            json.WriteStartObject();
            json.WriteString("type", EventTypes.Nel);
            json.WriteString("logger", EventTypes.Nel);
            json.WriteString("level", type == "ok" ? "info" : "error");
            WriteText(json, "release", facts.Release);
            WriteText(json, "environment", facts.Environment);
            json.WriteString("message", Message(type, body, url));
            json.WriteStartObject("contexts");
            json.WritePropertyName("nel");
            body.WriteTo(json);
            json.WriteEndObject();
            json.WriteStartObject("request");
            WriteText(json, "url", url);
            WriteText(json, "method", Text(body, "method"));
            json.WriteStartObject("headers");
            WriteText(json, "User-Agent", Text(report, "user_agent") ?? facts.UserAgent);
            WriteText(json, "Referer", Text(body, "referrer"));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("user");
            json.WriteString("ip_address", "{{auto}}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static string Message(string type, JsonElement body, string? url)
    {
        var status = body.TryGetProperty("status_code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) && number > 0
            ? string.Create(CultureInfo.InvariantCulture, $" {number}")
            : "";
        var phase = Text(body, "phase") is { } named ? $" in phase {named}" : "";
        var host = Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Host.Length > 0 ? $" at {parsed.Host}" : "";
        return $"Network error {type}{status}{phase}{host}";
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String && property.GetString() is { Length: > 0 } text ? text : null;

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
