using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Feedback.Reading;

/// <summary>Sees a report in the old form, <c>{event_id, name, email, comments}</c>, as feedback in the form of an event.</summary>
internal static class UserReportReader
{
    public const string Source = "user_report";

    /// <summary>Makes the event; null with what is wrong.</summary>
    /// <param name="json">The report as it was received.</param>
    /// <param name="eventId">The event beside it, for a report that names none.</param>
    /// <param name="fault">What is wrong, beginning with the field.</param>
    public static ReadOnlyMemory<byte>? ToEvent(ReadOnlyMemory<byte> json, EventId? eventId, out string fault)
    {
        fault = "user_report: is no JSON object.";
        if (!RawJson.TryParse(JsonSanitizer.Repair(json.Span, RawJson.MaxDepth, out _), out var report) || report.Kind != JsonValueKind.Object)
        {
            return null;
        }

        var about = EventId.TryParse(JsonObjects.FindText(report, "event_id"), out var named) ? named : eventId;
        fault = about is null ? "event_id: must be the id of an event, 32 hexadecimal digits."
            : string.IsNullOrWhiteSpace(JsonObjects.FindText(report, "comments")) ? "comments: must be a text."
            : "";
        if (fault.Length > 0)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("contexts");
            writer.WriteStartObject("feedback");
            Write(writer, "message", report, "comments");
            Write(writer, "name", report, "name");
            Write(writer, "contact_email", report, "email");
            writer.WriteString("associated_event_id", about.ToString());
            writer.WriteString("source", Source);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new ReadOnlyMemory<byte>(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, RawJson report, string property)
    {
        if (JsonObjects.FindText(report, property) is { } text)
        {
            writer.WriteString(name, Texts.WellFormed(text));
        }
    }
}
