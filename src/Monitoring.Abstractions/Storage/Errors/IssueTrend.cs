namespace Monitoring.Storage.Errors;

/// <summary>
/// How much more often an issue comes than it used to: <c>log2((r + 3) / (m + 3))</c>, with <c>r</c> the events of the last 24 hours and <c>m</c> the mean of a
/// day over the 7 days before. 0 is as ever, 1 twice as often, -1 half as often.
/// </summary>
/// <remarks>
/// Hours are those of the clock in UTC, the one that has begun included. The 3 events on either side keep rare issues from leading: one event after a week of none
/// is 0.4, a hundred are 5.1. It knows no calendar: an issue of a job that runs once a week is up on that day every week.
/// </remarks>
public static class IssueTrend
{
    /// <summary>The hours that are compared, the one that has begun among them.</summary>
    public const int RecentHours = 24;

    /// <summary>The hours before, with which they are compared.</summary>
    public const int EarlierHours = 7 * 24;

    private const double Shrinkage = 3;
    private const double Precision = 1_000_000;

    /// <summary>Computes the trend of counts.</summary>
    /// <param name="recent">The events of <see cref="RecentHours"/>.</param>
    /// <param name="earlier">The events of the <see cref="EarlierHours"/> before.</param>
    public static double Of(long recent, long earlier) =>
        Math.Log2((recent + Shrinkage) / ((earlier * (double)RecentHours / EarlierHours) + Shrinkage));

    /// <summary>The trend in millionths, rounded, by which issues are ordered.</summary>
    /// <param name="hours">How many events fell into which hours, each by its number since the beginning of the calendar.</param>
    /// <param name="now">The instant that 24 hours are reckoned back from.</param>
    public static long Rank(IEnumerable<KeyValuePair<int, long>> hours, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var last = (int)(now.UtcTicks / TimeSpan.TicksPerHour);
        var (recent, earlier) = (0L, 0L);
        foreach (var (hour, count) in hours)
        {
            var age = last - hour;
            recent += age is >= 0 and < RecentHours ? count : 0;
            earlier += age is >= RecentHours and < RecentHours + EarlierHours ? count : 0;
        }

        return (long)Math.Round(Of(recent, earlier) * Precision);
    }
}
