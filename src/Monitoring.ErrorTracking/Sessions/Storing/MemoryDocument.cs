using System.Globalization;
using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>What is remembered of some of the sessions that began in an hour, as it is stored.</summary>
internal sealed record MemoryDocument
{
    /// <summary>The hour by the senders' clocks.</summary>
    public required DateTimeOffset Hour { get; init; }

    public required int Shard { get; init; }

    /// <summary>The last hour by the receiver's clock that any of them counts in; some days later they are forgotten.</summary>
    public required DateTimeOffset LastHour { get; init; }

    public required byte[] Sessions { get; init; }

    [JsonIgnore]
    public string Key => KeyOf(Hour, Shard);

    public static string KeyOf(DateTimeOffset hour, int shard) => string.Create(CultureInfo.InvariantCulture, $"{hour.UtcDateTime:yyyyMMddHH}-{shard:x2}");
}
