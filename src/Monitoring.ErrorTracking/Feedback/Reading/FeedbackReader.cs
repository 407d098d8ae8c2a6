using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Feedback.Reading;

/// <summary>Reads feedback in the form of an event, whose words stand in <c>contexts.feedback</c>. It takes any bytes.</summary>
internal static class FeedbackReader
{
    private const int MaxName = 200;
    private const int MaxEmail = 254;
    private const int MaxUrl = 2048;
    private const int MaxSource = 64;
    private const int MaxRelease = 200;
    private const int MaxEnvironment = 64;

    /// <summary>Reads feedback; null with what is wrong.</summary>
    /// <param name="json">The event after scrubbing.</param>
    /// <param name="fault">What is wrong, beginning with the field.</param>
    public static FeedbackReport? Read(ReadOnlyMemory<byte> json, out string fault)
    {
        fault = "feedback: is no JSON object.";
        if (!RawJson.TryParse(JsonSanitizer.Repair(json.Span, RawJson.MaxDepth, out _), out var root) || root.Kind != System.Text.Json.JsonValueKind.Object)
        {
            return null;
        }

        var feedback = JsonObjects.Find(JsonObjects.Find(root, "contexts"), "feedback");
        if (Text(feedback, "message", UserFeedback.MaxMessageLength) is not { } message)
        {
            fault = "contexts.feedback.message: must be a text.";
            return null;
        }

        fault = "";
        return new FeedbackReport
        {
            Id = Id(root, "event_id"),
            Message = message,
            Name = Text(feedback, "name", MaxName),
            ContactEmail = Text(feedback, "contact_email", MaxEmail),
            Url = Text(feedback, "url", MaxUrl) ?? Text(JsonObjects.Find(root, "request"), "url", MaxUrl),
            AssociatedEventId = Id(feedback, "associated_event_id"),
            ReplayId = Id(feedback, "replay_id")?.ToString() ?? Id(JsonObjects.Find(JsonObjects.Find(root, "contexts"), "replay"), "replay_id")?.ToString(),
            Source = Text(feedback, "source", MaxSource) ?? "",
            Environment = Text(root, "environment", MaxEnvironment),
            Release = Text(root, "release", MaxRelease),
        };
    }

    private static EventId? Id(RawJson value, string name) => EventId.TryParse(JsonObjects.FindText(value, name), out var id) ? id : null;

    /// <summary>A text without control signs, breaks of lines aside; null when nothing is left.</summary>
    private static string? Text(RawJson value, string name, int most)
    {
        var text = Texts.WellFormed(JsonObjects.FindText(value, name) ?? "").ReplaceLineEndings("\n");
        text = string.Concat(text.Where(sign => sign is '\n' or '\t' || !char.IsControl(sign))).Trim();
        return text.Length == 0 ? null : Texts.Cut(text, most);
    }
}
