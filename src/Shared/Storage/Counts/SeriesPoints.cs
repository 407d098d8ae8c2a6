using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Counts;

/// <summary>The points of a series: one for every bucket that begins before its end.</summary>
internal static class SeriesPoints
{
    /// <param name="query">The series.</param>
    /// <param name="count">The events of a bucket, by the UTC ticks of its beginning.</param>
    public static ImmutableArray<SeriesPoint> Of(SeriesQuery query, Func<long, long> count)
    {
        var points = ImmutableArray.CreateBuilder<SeriesPoint>();
        for (var ticks = Start(query); ticks < query.To.UtcTicks; ticks += Length(query.Bucket))
        {
            points.Add(new SeriesPoint { Start = new DateTimeOffset(ticks, TimeSpan.Zero), Count = count(ticks) });
        }

        return points.ToImmutable();
    }

    /// <summary>The length of a bucket in ticks.</summary>
    public static long Length(SeriesBucket bucket) => bucket == SeriesBucket.Day ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;

    /// <summary>The beginning of the first bucket in UTC ticks.</summary>
    public static long Start(SeriesQuery query) => query.From.UtcTicks - (query.From.UtcTicks % Length(query.Bucket));
}
