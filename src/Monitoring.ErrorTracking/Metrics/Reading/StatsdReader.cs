using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Monitoring.ErrorTracking.Metrics.Reading;

/// <summary>
/// Reads the text lines of older SDKs: <c>name@unit:value:value|type|#key:value,key:value|T1795369888</c>. Each line stands for itself.
/// </summary>
internal static class StatsdReader
{
    private const int MaxLines = 10_000;
    private const int SummaryValues = 5;

    /// <summary>Reads lines.</summary>
    /// <param name="payload">UTF-8 text.</param>
    /// <param name="broken">How many lines cannot be used.</param>
    /// <param name="fault">What is wrong with the first of them.</param>
    public static ImmutableArray<MetricPoint> Read(ReadOnlyMemory<byte> payload, out int broken, out string? fault)
    {
        var points = ImmutableArray.CreateBuilder<MetricPoint>();
        var number = 0;
        (broken, fault) = (0, null);
        foreach (var line in Encoding.UTF8.GetString(payload.Span).AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                continue;
            }

            number++;
            if (number <= MaxLines && Line(line.Trim().ToString()) is { } point)
            {
                points.Add(point);
            }
            else
            {
                broken++;
                fault ??= $"line {number}: must be name@unit:value|type|#key:value|Ttimestamp.";
            }
        }

        return points.ToImmutable();
    }

    private static MetricPoint? Line(string line)
    {
        var parts = line.Split('|');
        var colon = parts[0].IndexOf(':', StringComparison.Ordinal);
        if (parts.Length < 2 || colon <= 0 || !MetricTypes.TryParse(parts[1], out var type))
        {
            return null;
        }

        var name = parts[0][..colon];
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var texts = parts[0][(colon + 1)..].Split(':', MetricPoint.MaxValues + 1);
        var values = type == MetricType.Set ? [] : Numbers(texts);
        if (texts.Length > MetricPoint.MaxValues || values.IsDefault)
        {
            return null;
        }

        var isSummary = type == MetricType.Gauge && values.Length == SummaryValues;
        return (type == MetricType.Gauge && values.Length > 1 && !isSummary) || at == 0 ? null : new MetricPoint
        {
            Name = at < 0 ? name : name[..at],
            Unit = at < 0 ? "" : name[(at + 1)..],
            Type = type,
            Values = values,
            Members = type == MetricType.Set ? [.. texts] : [],
            IsSummary = isSummary,
            Tags = Tags(parts.FirstOrDefault(part => part.StartsWith('#'))),
            Timestamp = Instant(parts.Skip(2).FirstOrDefault(part => part.StartsWith('T'))),
        };
    }

    /// <summary>The numbers; default when one is none.</summary>
    private static ImmutableArray<double> Numbers(string[] texts)
    {
        var numbers = ImmutableArray.CreateBuilder<double>(texts.Length);
        foreach (var text in texts)
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return default;
            }

            numbers.Add(number);
        }

        return numbers.MoveToImmutable();
    }

    private static ImmutableArray<MetricTag> Tags(string? part)
    {
        var tags =
            from pair in (part ?? "#")[1..].Split(',')
            let colon = pair.IndexOf(':', StringComparison.Ordinal)
            where colon > 0
            select new MetricTag { Key = pair[..colon], Value = pair[(colon + 1)..] };
        return [.. tags];
    }

    private static DateTimeOffset? Instant(string? part) =>
        long.TryParse(part.AsSpan(part is null ? 0 : 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
