using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>
/// Writes an event in the shape of Sentry's web API: the facts that were indexed, and the parts of the normalised event as entries. Of an event whose payload
/// was not kept there are the facts alone.
/// </summary>
internal static class SentryEventWriter
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 512 };

    public static ReadOnlyMemory<byte> Write(EventDetails details)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(1024, details.Normalized.Length * 2));
        using var document = details.Normalized.IsEmpty ? null : JsonDocument.Parse(details.Normalized, ReaderOptions);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, details, document?.RootElement ?? default);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, EventDetails details, JsonElement payload)
    {
        writer.WriteStartObject();
        WriteFacts(writer, details.Event, details.Raw.Length);
        WriteMessage(writer, payload);
        writer.Take("user"u8, payload, "user"u8);
        writer.Take("sdk"u8, payload, "sdk"u8);
        writer.TakeOr("contexts"u8, payload, "contexts"u8, "{}"u8);
        writer.TakeOr("context"u8, payload, "extra"u8, "{}"u8);
        writer.TakeOr("packages"u8, payload, "modules"u8, "{}"u8);
        writer.Take("dist"u8, payload, "dist"u8);
        writer.TakeOr("errors"u8, payload, "errors"u8, "[]"u8);
        writer.WriteStartArray("entries"u8);
        EntryWriter.Write(writer, payload);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter writer, StoredEvent stored, int size)
    {
        var row = stored.Event;
        writer.WriteString("id"u8, row.EventId.ToString());
        writer.WriteString("eventID"u8, row.EventId.ToString());
        writer.WriteString("groupID"u8, stored.IssueId.ToString());
        writer.WriteString("projectID"u8, row.ProjectId.ToString());
        writer.WriteNumber("size"u8, size);
        writer.WriteString("title"u8, row.Title);
        writer.WriteString("culprit"u8, row.Culprit);
        writer.WriteString("type"u8, row.Type);
        writer.WriteString("level"u8, Words.Of(row.Level));
        writer.WriteString("platform"u8, row.Platform);
        writer.WriteString("dateCreated"u8, InstantConverter.Text(row.Timestamp));
        writer.WriteString("dateReceived"u8, InstantConverter.Text(row.ReceivedAt));
        writer.WriteString("environment"u8, row.Environment);
        WriteRelease(writer, row.Release);
        WriteMetadata(writer, row);
        writer.WriteStartArray("fingerprints"u8);
        foreach (var hash in row.Hashes)
        {
            writer.WriteStringValue(hash.ToString());
        }

        writer.WriteEndArray();
        WriteTags(writer, row);
        writer.WriteNull("nextEventID"u8);
        writer.WriteNull("previousEventID"u8);
        writer.WriteNull("userReport"u8);
        writer.WriteNull("crashFile"u8);
        writer.WriteNull("location"u8);
    }

    private static void WriteTags(Utf8JsonWriter writer, GroupedEvent row)
    {
        writer.WriteStartArray("tags"u8);
        foreach (var tag in row.Tags)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, tag.Key);
            writer.WriteString("value"u8, tag.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRelease(Utf8JsonWriter writer, string? release)
    {
        if (release is null)
        {
            writer.WriteNull("release"u8);
            return;
        }

        writer.WriteStartObject("release"u8);
        writer.WriteString("version"u8, release);
        writer.WriteString("shortVersion"u8, release[(release.LastIndexOf('@') + 1)..]);
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, GroupedEvent row)
    {
        var metadata = SentryMetadataDocument.Of(row.Type, row.Title);
        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in new[] { ("type", metadata.Type), ("value", metadata.Value), ("title", metadata.Title) })
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, JsonElement payload)
    {
        var entry = payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("logentry"u8, out var found) ? found : default;
        writer.TakeOr("message"u8, entry, "formatted"u8, "\"\""u8);
    }
}
