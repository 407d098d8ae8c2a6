using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Sessions.Health;

/// <summary>A window cut to the buckets that are kept.</summary>
/// <param name="From">The beginning, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
internal readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Widens both ends to whole hours, or to whole days where hours may be gone.</summary>
    public static Stretch Of(SessionWindow window, DateTimeOffset hoursSince) => new(
        (window.From < hoursSince ? RollupSpan.Day : RollupSpan.Hour).Of(window.From),
        End(window.To < hoursSince ? RollupSpan.Day : RollupSpan.Hour, window.To));

    /// <summary>Widens both ends to whole buckets of a length.</summary>
    public static Stretch Of(SessionWindow window, RollupSpan span) => new(span.Of(window.From), End(span, window.To));

    private static DateTimeOffset End(RollupSpan span, DateTimeOffset instant) => span.Of(instant + span.Length() - TimeSpan.FromTicks(1));
}
