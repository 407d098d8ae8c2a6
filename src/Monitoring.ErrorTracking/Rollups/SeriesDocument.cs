using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>The series of a day, as they are stored: for whoever looks for them, and to bound them.</summary>
internal sealed record SeriesDocument
{
    public required DateTimeOffset Day { get; init; }

    /// <summary>The names of each.</summary>
    public required ImmutableArray<ImmutableArray<string>> Series { get; init; }

    [JsonIgnore]
    public string Key => KeyOf(Day);

    public static string KeyOf(DateTimeOffset day) => day.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
