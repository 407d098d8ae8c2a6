using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>The hours of the clock that counts are kept in.</summary>
internal static class Hours
{
    public static readonly TimeSpan One = TimeSpan.FromHours(1);

    public static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The beginning of the window that is compared with.</summary>
    /// <param name="start">The beginning of the window that ends with the present hour.</param>
    /// <param name="trigger">The trigger.</param>
    public static DateTimeOffset Before(DateTimeOffset start, AlertTrigger trigger) => trigger.Comparison switch
    {
        AlertComparison.Yesterday => start - TimeSpan.FromDays(1),
        AlertComparison.LastWeek => start - TimeSpan.FromDays(7),
        _ => start - trigger.Window,
    };

    /// <summary>How far back a rule looks from a present instant, whole hours.</summary>
    public static TimeSpan Reach(AlertTrigger trigger) => Judging.AlertBounds.IsChange(trigger.Kind)
        ? trigger.Window + trigger.Comparison switch
        {
            AlertComparison.Yesterday => TimeSpan.FromDays(1),
            AlertComparison.LastWeek => TimeSpan.FromDays(7),
            _ => trigger.Window,
        }
        : trigger.Window;

    /// <summary>The sum of the events from an hour on up to another, without it.</summary>
    public static async ValueTask<long> SumAsync(IErrorStore store, IssueId issue, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        from >= to ? 0 : (await store.GetSeriesAsync(new SeriesQuery { IssueId = issue, From = from, To = to }, cancellationToken).ConfigureAwait(false)).Sum(point => point.Count);
}
