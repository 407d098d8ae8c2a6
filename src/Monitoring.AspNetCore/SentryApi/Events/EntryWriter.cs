using System.Text.Json;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>Writes the parts of an event that are shown one below the other: <c>{"type":"exception","data":{...}}</c> and so on.</summary>
internal static class EntryWriter
{
    private static readonly string[] Reports = ["csp", "hpkp", "expectct", "expectstaple"];

    public static void Write(Utf8JsonWriter writer, JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        WriteValues(writer, "exception", payload, StackWriter.WriteException);
        WriteMember(writer, "message", payload, "logentry", WriteMessage);
        WriteMember(writer, "stacktrace", payload, "stacktrace", StackWriter.WriteTrace);
        WriteValues(writer, "threads", payload, StackWriter.WriteThread);
        WriteMember(writer, "template", payload, "template", RawParts.Raw);
        WriteValues(writer, "breadcrumbs", payload, WriteBreadcrumb);
        WriteMember(writer, "request", payload, "request", WriteRequest);
        foreach (var report in Reports)
        {
            WriteMember(writer, report, payload, report, RawParts.Raw);
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, string type, JsonElement payload, string member, Action<Utf8JsonWriter, JsonElement> write)
    {
        if (!payload.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        Begin(writer, type);
        write(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter writer, string type, JsonElement payload, Action<Utf8JsonWriter, JsonElement> write)
    {
        var values = payload.Values(type);
        if (!values.Any())
        {
            return;
        }

        Begin(writer, type);
        writer.WriteStartObject();
        writer.WriteStartArray("values"u8);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            write(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (type == "exception")
        {
            writer.WriteNull("excOmitted"u8);
            writer.WriteBoolean("hasSystemFrames"u8, values.Any(StackWriter.HasSystemFrames));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WritePropertyName("data"u8);
    }

    private static void WriteMessage(Utf8JsonWriter writer, JsonElement message)
    {
        writer.WriteStartObject();
        writer.Take("formatted"u8, message, "formatted"u8);
        writer.Take("message"u8, message, "message"u8);
        writer.Take("params"u8, message, "params"u8);
        writer.WriteEndObject();
    }

    private static void WriteBreadcrumb(Utf8JsonWriter writer, JsonElement crumb)
    {
        writer.Take("timestamp"u8, crumb, "timestamp"u8);
        writer.Take("type"u8, crumb, "type"u8);
        writer.Take("level"u8, crumb, "level"u8);
        writer.Take("category"u8, crumb, "category"u8);
        writer.Take("message"u8, crumb, "message"u8);
        writer.Take("data"u8, crumb, "data"u8);
        writer.Take("event_id"u8, crumb, "event_id"u8);
    }

    private static void WriteRequest(Utf8JsonWriter writer, JsonElement request)
    {
        writer.WriteStartObject();
        writer.Take("method"u8, request, "method"u8);
        writer.TakeOr("url"u8, request, "url"u8, "\"\""u8);
        writer.TakeOr("query"u8, request, "query_string"u8, "[]"u8);
        writer.Take("fragment"u8, request, "fragment"u8);
        writer.Take("data"u8, request, "data"u8);
        writer.TakeOr("headers"u8, request, "headers"u8, "[]"u8);
        writer.TakeOr("cookies"u8, request, "cookies"u8, "[]"u8);
        writer.Take("env"u8, request, "env"u8);
        writer.Take("inferredContentType"u8, request, "inferred_content_type"u8);
        writer.WriteEndObject();
    }
}
