using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.ErrorTracking.Tracing.Reading;

namespace Monitoring.ErrorTracking.Tracing.Intake;

/// <summary>
/// Scrubs the texts that are kept of transactions and spans. They are put into an event of nothing else, at the places that they have in events, so that the
/// selectors of a project's own rules find them; scrubbing what is thrown away would cost many times as much.
/// </summary>
internal static class TraceScrubbing
{
    /// <summary>The transaction with the name and the release as they may be kept.</summary>
    public static SpanFacts Transaction(SpanFacts facts, Scrubber scrubber)
    {
        if (scrubber.IsIdle)
        {
            return facts;
        }

        using var scrubbed = Scrub(scrubber, json =>
        {
            json.WriteString("transaction", facts.Name ?? "");
            WriteSpans(json, [facts with { Name = null }]);
        });
        var operation = Spans(scrubbed).FirstOrDefault();
        return facts with
        {
            Name = Text(scrubbed?.RootElement, "transaction"),
            Operation = Text(operation, "op"),
            Release = scrubber.Text(facts.Release),
            Environment = scrubber.Text(facts.Environment),
        };
    }

    /// <summary>The spans with the descriptions as they may be kept.</summary>
    public static ImmutableArray<SpanFacts> Spans(ImmutableArray<SpanFacts> spans, Scrubber scrubber)
    {
        if (scrubber.IsIdle || spans.IsEmpty)
        {
            return spans;
        }

        var texts = spans.Select(TextOf).Distinct().ToList();
        using var scrubbed = Scrub(scrubber, json => WriteSpans(json, texts.Select(text => new SpanFacts
        {
            TraceId = null,
            Start = default,
            End = default,
            Operation = text.Operation,
            Name = text.Name,
        })));
        var kept = Spans(scrubbed).ToList();
        var known = texts.Select((text, index) => (text, Kept: kept.Count == texts.Count ? kept[index] : null)).ToDictionary(pair => pair.text, pair => pair.Kept);
        return
        [
            .. spans.Select(span => known[TextOf(span)] is var element && element is null ? span with { Name = null, Operation = null } : span with
            {
                Name = Text(element, "description"),
                Operation = Text(element, "op"),
                Environment = scrubber.Text(span.Environment),
            }),
        ];
    }

    private static (string? Operation, string? Name) TextOf(SpanFacts span) => (span.Operation, span.Name);

    private static JsonDocument? Scrub(Scrubber scrubber, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return scrubber.Scrub(buffer.ToArray()) is { } scrubbed ? JsonDocument.Parse(scrubbed.Json) : null;
    }

    private static void WriteSpans(Utf8JsonWriter json, IEnumerable<SpanFacts> spans)
    {
        json.WriteStartArray("spans");
        foreach (var span in spans)
        {
            json.WriteStartObject();
            json.WriteString("op", span.Operation ?? "");
            json.WriteString("description", span.Name ?? "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<JsonElement?> Spans(JsonDocument? scrubbed) =>
        scrubbed is not null && scrubbed.RootElement.ValueKind == JsonValueKind.Object
        && scrubbed.RootElement.TryGetProperty("spans", out var spans) && spans.ValueKind == JsonValueKind.Array
            ? spans.EnumerateArray().Select(span => (JsonElement?)span)
            : [];

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
