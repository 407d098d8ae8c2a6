namespace Monitoring.ErrorTracking.Rollups;

/// <summary>Cuts instants to buckets. Hours and days are those of UTC.</summary>
internal static class RollupBuckets
{
    /// <summary>The beginning of the bucket that an instant lies in.</summary>
    public static DateTimeOffset Of(this RollupSpan span, DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % span.Length().Ticks), TimeSpan.Zero);

    public static TimeSpan Length(this RollupSpan span) => span == RollupSpan.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
}
