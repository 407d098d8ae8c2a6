using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Many entries that a host has written in an hour, packed, because each by itself would cost more than what it belongs to.</summary>
internal sealed record TraceLinkDocument
{
    public const int MaxEntries = 500;

    public required DateTimeOffset Hour { get; init; }

    public required EntityId Writer { get; init; }

    /// <summary>The number of the document among those of its writer and hour.</summary>
    public required int Number { get; init; }

    public required ImmutableArray<TraceEntry> Entries { get; init; }

    [JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Hour.UtcDateTime:yyyyMMddHH}-{Writer}-{Number:000}");
}
