using System.Collections.Immutable;
using Monitoring.ErrorTracking.Containers;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Metrics.Reading;

/// <summary>Reads an entry of a container of metrics.</summary>
internal static class TraceMetricReader
{
    private const int MaxAttributes = 200;

    /// <summary>Reads a metric.</summary>
    /// <param name="entry">An object.</param>
    /// <param name="fault">What is wrong with it, with its field.</param>
    public static MetricPoint? Read(RawJson entry, out string? fault)
    {
        var (name, unit, type) = ((string?)null, (string?)null, (string?)null);
        var value = (double?)null;
        var at = (DateTimeOffset?)null;
        ImmutableArray<MetricTag> tags = [];
        var json = new JsonCursor(entry.Utf8);
        json.EnterObject();
        while (json.NextProperty(out var property))
        {
            switch (property)
            {
                case var _ when property.SequenceEqual("name"u8):
                    name = JsonScalars.Text(ref json);
                    break;
                case var _ when property.SequenceEqual("type"u8):
                    type = JsonScalars.Text(ref json);
                    break;
                case var _ when property.SequenceEqual("unit"u8):
                    unit = JsonScalars.Text(ref json);
                    break;
                case var _ when property.SequenceEqual("value"u8):
                    value = JsonScalars.Number(ref json);
                    break;
                case var _ when property.SequenceEqual("timestamp"u8):
                    at = JsonScalars.Instant(ref json);
                    break;
                case var _ when property.SequenceEqual("attributes"u8):
                    tags = Attributes(ref json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        fault = name is null ? "name: must be a text."
            : !MetricTypes.TryParse(type, out var known) || known == MetricType.Set ? "type: must be counter, gauge or distribution."
            : value is null ? "value: must be a number."
            : null;
        return fault is not null ? null : new MetricPoint
        {
            Name = name!,
            Type = MetricTypes.TryParse(type, out var found) ? found : default,
            Unit = unit ?? "",
            Values = [value!.Value],
            Tags = tags,
            Timestamp = at,
        };
    }

    private static ImmutableArray<MetricTag> Attributes(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            json.Skip();
            return [];
        }

        var tags = ImmutableArray.CreateBuilder<MetricTag>();
        while (json.NextProperty(out var name))
        {
            var key = MetricDimensions.KeyOf(System.Text.Encoding.UTF8.GetString(name));
            if (key is null || tags.Count == MaxAttributes)
            {
                json.Skip();
            }
            else if (AttributeText.Value(ref json) is { } value)
            {
                tags.Add(new MetricTag { Key = key, Value = value });
            }
        }

        return tags.ToImmutable();
    }
}
