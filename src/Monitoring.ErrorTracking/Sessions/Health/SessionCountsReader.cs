using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.ErrorTracking.Sessions.Storing;

namespace Monitoring.ErrorTracking.Sessions.Health;

/// <summary>Adds up stored counts. Who may read is asked before.</summary>
internal sealed class SessionCountsReader(RollupReader<SessionCounts> reader, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    /// <summary>Since when hours are kept for certain.</summary>
    public DateTimeOffset HoursSince => timeProvider.GetUtcNow() - options.Value.Rollups.HourRetention + RollupSpan.Day.Length();

    /// <summary>Adds up a window by what is made of each series.</summary>
    public async ValueTask<Dictionary<TKey, SessionCounts>> SumAsync<TKey>(
        ProjectId project, SessionWindow window, Func<RollupSeries, TKey> keyOf, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var stretch = Stretch.Of(window, HoursSince);
        var sums = new Dictionary<TKey, SessionCounts>();
        await foreach (var value in reader.ReadAsync(project, stretch.From, stretch.To, Wanted(window), cancellationToken).ConfigureAwait(false))
        {
            Add(sums, keyOf(value.Series), value.Value);
        }

        return sums;
    }

    /// <summary>Adds up each bucket of a window by what is made of each series.</summary>
    /// <returns>The sums; null when there would be too many of them.</returns>
    public async ValueTask<Dictionary<(TKey Key, DateTimeOffset Bucket), SessionCounts>?> SeriesAsync<TKey>(
        ProjectId project, SessionWindow window, RollupSpan span, Func<RollupSeries, TKey> keyOf, int most, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var stretch = Stretch.Of(window, span);
        var sums = new Dictionary<(TKey, DateTimeOffset), SessionCounts>();
        await foreach (var value in reader.ReadAsync(project, span, stretch.From, stretch.To, Wanted(window), cancellationToken).ConfigureAwait(false))
        {
            Add(sums, (keyOf(value.Series), value.Bucket), value.Value);
            if (sums.Count > most)
            {
                return null;
            }
        }

        return sums;
    }

    /// <summary>The points of one group, in order.</summary>
    public static ImmutableArray<SessionPoint> PointsOf(IEnumerable<KeyValuePair<DateTimeOffset, SessionCounts>> buckets) =>
    [
        .. buckets.OrderBy(bucket => bucket.Key).Select(bucket => new SessionPoint { Bucket = bucket.Key, Sessions = bucket.Value.Sessions, Totals = bucket.Value.ToTotals() }),
    ];

    private static void Add<TKey>(Dictionary<TKey, SessionCounts> sums, TKey key, SessionCounts value)
        where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum))
        {
            sums[key] = sum = new SessionCounts();
        }

        sum.Merge(value);
    }

    private static Func<RollupSeries, bool>? Wanted(SessionWindow window) => window is { Release: null, Environment: null }
        ? null
        : series => (window.Release is null || SessionDocuments.ReleaseOf(series) == window.Release)
            && (window.Environment is null || SessionDocuments.EnvironmentOf(series) == window.Environment);
}
