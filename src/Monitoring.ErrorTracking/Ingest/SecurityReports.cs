using System.Buffers;
using System.Text.Json;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Turns what browsers report about security policies into events: <c>{"csp-report":...}</c> and its like, and the lists of the Reporting API,
/// of which other kinds of reports are passed over.
/// </summary>
internal static class SecurityReports
{
    private const int MaxReports = 100;
    private const int MaxDepth = 64;

    private static readonly string[] ContentTypes =
    [
        "application/csp-report", "application/json", "application/reports+json", "application/expect-ct-report", "application/expect-ct-report+json",
        "application/expect-staple-report", "text/plain",
    ];

    /// <summary>Whether browsers send reports under this media type; none at all is forgiven.</summary>
    public static bool IsReport(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        foreach (var known in ContentTypes)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return type.IsEmpty;
    }

    /// <summary>Makes an event of each report; none when the body is no report.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> body, SecurityReportFacts facts)
    {
        try
        {
            // What a page did to its addresses, such as half a surrogate pair, must not cost the report.
            using var json = JsonDocument.Parse(JsonSanitizer.Repair(body.Span, MaxDepth, out _));
            var root = json.RootElement;
            var reports = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Take(MaxReports).ToArray() : [root];
            return [.. reports.Where(report => report.ValueKind == JsonValueKind.Object).Select(report => Event(report, facts)).OfType<ReadOnlyMemory<byte>>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static ReadOnlyMemory<byte>? Event(JsonElement report, SecurityReportFacts facts)
    {
        if (report.TryGetProperty("csp-report", out var csp) && SaysSomething(csp))
        {
            return Write(EventTypes.Csp, csp, facts);
        }

        if (report.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("csp-violation")
            && report.TryGetProperty("body", out var body) && SaysSomething(body))
        {
            return Write(EventTypes.Csp, body, facts);
        }

        if (report.TryGetProperty("expect-ct-report", out var ct) && SaysSomething(ct))
        {
            return Write(EventTypes.ExpectCt, ct, facts);
        }

        if (report.TryGetProperty("expect-staple-report", out var staple) && SaysSomething(staple))
        {
            return Write(EventTypes.ExpectStaple, staple, facts);
        }

        if (report.TryGetProperty("known-pins", out _) && report.TryGetProperty("hostname", out _))
        {
            return Write(EventTypes.Hpkp, report, facts);
        }

        return null;
    }

    private static bool SaysSomething(JsonElement report) => report.ValueKind == JsonValueKind.Object && report.EnumerateObject().Any();

    private static ReadOnlyMemory<byte> Write(string kind, JsonElement report, SecurityReportFacts facts)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("logger", kind);
            WriteText(json, "release", facts.Release);
            WriteText(json, "environment", facts.Environment);
            json.WritePropertyName(kind);
            report.WriteTo(json);
            WriteRequest(json, report, facts);
            json.WriteStartObject("user");
            json.WriteString("ip_address", "{{auto}}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static void WriteRequest(Utf8JsonWriter json, JsonElement report, SecurityReportFacts facts)
    {
        json.WriteStartObject("request");
        foreach (var name in (string[])["document-uri", "document_uri", "documentURL"])
        {
            if (report.TryGetProperty(name, out var page) && page.ValueKind == JsonValueKind.String)
            {
                json.WriteString("url", page.GetString());
                break;
            }
        }

        json.WriteStartObject("headers");
        WriteText(json, "User-Agent", facts.UserAgent);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
