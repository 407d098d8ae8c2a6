using System.Collections.Immutable;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>Sums up series and tags of an issue's hashes.</summary>
internal static class IssueCounts
{
    public static ImmutableArray<SeriesPoint> Series(HashTotals[] hashes, SeriesQuery query)
    {
        var (start, length) = Cut(query);
        var points = ImmutableArray.CreateBuilder<SeriesPoint>();
        for (var ticks = start; ticks < query.To.UtcTicks; ticks += length)
        {
            points.Add(new SeriesPoint { Start = new DateTimeOffset(ticks, TimeSpan.Zero), Count = hashes.Sum(hash => Count(hash, ticks, length)) });
        }

        return points.ToImmutable();
    }

    public static ImmutableArray<TagDistribution> Tags(HashTotals[] hashes) => TagDistributions.Of(hashes.Select(hash => hash.Facets));

    private static (long Start, long Length) Cut(SeriesQuery query)
    {
        var length = query.Bucket == SeriesBucket.Day ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;
        return (query.From.UtcTicks - (query.From.UtcTicks % length), length);
    }

    private static long Count(HashTotals hash, long ticks, long length)
    {
        var count = 0L;
        var first = HashTotals.HourOf(ticks);
        for (var hour = first; hour < first + (length / TimeSpan.TicksPerHour); hour++)
        {
            count += hash.Hours.GetValueOrDefault(hour);
        }

        return count;
    }
}
