using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>Reads a span: one that is an item, one of a container, or one in a transaction.</summary>
internal static class SpanReader
{
    /// <summary>Reads a span.</summary>
    /// <param name="span">An object.</param>
    /// <param name="fault">What is wrong with it, with its field.</param>
    public static SpanFacts? Read(RawJson span, out string? fault)
    {
        var json = new JsonCursor(span.Utf8);
        if (!json.EnterObject())
        {
            fault = "A span must be an object.";
            return null;
        }

        var draft = default(SpanDraft);
        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("attributes"u8) || name.SequenceEqual("data"u8) || name.SequenceEqual("sentry_tags"u8))
            {
                draft.TakeAttributes(ref json);
            }
            else if (!draft.TryTake(ref json, name))
            {
                json.Skip();
            }
        }

        return draft.ToFacts(out fault);
    }
}
