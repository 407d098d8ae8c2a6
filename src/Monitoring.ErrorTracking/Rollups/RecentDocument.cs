using System.Globalization;
using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>The requests that were taken in a few minutes, as they are stored.</summary>
internal sealed record RecentDocument
{
    public required DateTimeOffset Slot { get; init; }

    /// <summary>Their ids, 8 bytes each, the last taken last.</summary>
    public required byte[] Ids { get; init; }

    [JsonIgnore]
    public string Key => KeyOf(Slot);

    public static string KeyOf(DateTimeOffset slot) => slot.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
