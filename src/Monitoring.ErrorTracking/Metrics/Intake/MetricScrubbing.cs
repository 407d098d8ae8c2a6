using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>Scrubs tags as those of an event, so that a project's own rules for tags hold for them.</summary>
internal static class MetricScrubbing
{
    /// <summary>The tags as they may be kept; those that may not be kept are left out.</summary>
    public static ImmutableArray<MetricTag> Tags(ImmutableArray<MetricTag> tags, Scrubber scrubber)
    {
        if (tags.IsEmpty || scrubber.IsIdle)
        {
            return tags;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("tags");
            foreach (var tag in tags)
            {
                json.WriteStartArray();
                json.WriteStringValue(tag.Key);
                json.WriteStringValue(tag.Value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (scrubber.Scrub(buffer.ToArray()) is not { } scrubbed)
        {
            return [];
        }

        if (!scrubbed.IsChanged)
        {
            return tags;
        }

        using var kept = JsonDocument.Parse(scrubbed.Json);
        return kept.RootElement.TryGetProperty("tags", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(IsPair).Select(pair => new MetricTag { Key = pair[0].GetString()!, Value = pair[1].GetString()! })]
            : [];
    }

    private static bool IsPair(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[0].ValueKind == JsonValueKind.String && pair[1].ValueKind == JsonValueKind.String;
}
