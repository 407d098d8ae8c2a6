using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>The value of a series in a bucket, as it is stored.</summary>
internal sealed record RollupDocument
{
    public required ImmutableArray<string> Names { get; init; }

    public required RollupSpan Span { get; init; }

    /// <summary>The beginning of the bucket.</summary>
    public required DateTimeOffset Bucket { get; init; }

    public required byte[] Value { get; init; }

    [JsonIgnore]
    public string Key => KeyOf(RollupSeries.Of(Names), Span, Bucket);

    public static string KeyOf(RollupSeries series, RollupSpan span, DateTimeOffset bucket) => span == RollupSpan.Hour
        ? string.Create(CultureInfo.InvariantCulture, $"h{bucket.UtcDateTime:yyyyMMddHH}-{series.Hash}")
        : string.Create(CultureInfo.InvariantCulture, $"d{bucket.UtcDateTime:yyyyMMdd}-{series.Hash}");
}
