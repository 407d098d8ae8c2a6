using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Sees what the crash-report dialog and the old web call send as a user report: a form or JSON with <c>name</c>, <c>email</c> and <c>comments</c>, and the
/// event's id in the body or beside it.
/// </summary>
internal static class UserReportBody
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const int MaxFields = 20;

    private static readonly string[] EventNames = ["event_id", "eventID", "eventId"];

    /// <summary>Makes the payload of a report.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body, decompressed.</param>
    /// <param name="eventId">The event that it is about.</param>
    /// <returns>JSON; when the body is none, the body itself, for its reader to refuse.</returns>
    public static ReadOnlyMemory<byte> ToPayload(IngestRequest request, ReadOnlyMemory<byte> body, out EventId? eventId)
    {
        eventId = Parse(request.EventId);
        var isForm = request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true;
        var fields = isForm ? ReadForm(Encoding.UTF8.GetString(body.Span)) : ReadJson(body);
        if (fields is null)
        {
            return body;
        }

        eventId ??= Parse(EventNames.Select(name => fields.GetValueOrDefault(name)).FirstOrDefault(text => text is not null));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in (string[])["name", "email", "comments"])
            {
                writer.WriteString(name, Texts.WellFormed(fields.GetValueOrDefault(name) ?? ""));
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static EventId? Parse(string? text) => EventId.TryParse(text?.Trim(), out var id) ? id : null;

    private static Dictionary<string, string>? ReadJson(ReadOnlyMemory<byte> body)
    {
        if (!RawJson.TryParse(body, out var json) || json.Kind != JsonValueKind.Object)
        {
            return null;
        }

        string[] names = ["name", "email", "comments", .. EventNames];
        return names.Select(name => KeyValuePair.Create(name, JsonObjects.FindText(json, name))).Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!);
    }

    private static Dictionary<string, string> ReadForm(string form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var pair in form.Split('&', MaxFields))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields[Decode(pair[..equals])] = Decode(pair[(equals + 1)..]);
            }
        }

        return fields;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
