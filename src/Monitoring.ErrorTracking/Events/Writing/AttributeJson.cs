using System.Text.Json;

namespace Monitoring.ErrorTracking.Events.Writing;

/// <summary>Writes the attributes of an event that are scalars or simple lists.</summary>
internal static class AttributeJson
{
    public static void Write(Utf8JsonWriter writer, ErrorEvent errorEvent)
    {
        writer.WriteString("event_id"u8, errorEvent.Id.ToString());
        writer.WriteString("type"u8, errorEvent.Type);
        writer.Level(errorEvent.Level);
        writer.Instant("timestamp"u8, errorEvent.Timestamp);
        writer.Instant("start_timestamp"u8, errorEvent.StartTimestamp);
        writer.Instant("received"u8, errorEvent.ReceivedAt);
        writer.WriteString("platform"u8, errorEvent.Platform);
        writer.Text("logger"u8, errorEvent.Logger);
        writer.Text("transaction"u8, errorEvent.Transaction);
        writer.Text("release"u8, errorEvent.Release);
        writer.Text("dist"u8, errorEvent.Distribution);
        writer.Text("environment"u8, errorEvent.Environment);
        WriteTags(writer, errorEvent);
        WriteFingerprint(writer, errorEvent);
        writer.Text("checksum"u8, errorEvent.Checksum);
        WriteProblems(writer, errorEvent);
    }

    private static void WriteTags(Utf8JsonWriter writer, ErrorEvent errorEvent)
    {
        if (errorEvent.Tags.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("tags"u8);
        foreach (var tag in errorEvent.Tags)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(tag.Key);
            writer.WriteStringValue(tag.Value);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteFingerprint(Utf8JsonWriter writer, ErrorEvent errorEvent)
    {
        if (errorEvent.Fingerprint.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("fingerprint"u8);
        foreach (var part in errorEvent.Fingerprint)
        {
            writer.WriteStringValue(part);
        }

        writer.WriteEndArray();
    }

    private static void WriteProblems(Utf8JsonWriter writer, ErrorEvent errorEvent)
    {
        if (errorEvent.Problems.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("errors"u8);
        foreach (var problem in errorEvent.Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, problem.Code);
            writer.WriteString("name"u8, problem.Path);
            writer.Text("reason"u8, problem.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
