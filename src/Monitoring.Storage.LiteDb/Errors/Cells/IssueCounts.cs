using System.Collections.Immutable;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>Sums up series and tags of an issue's hashes.</summary>
internal static class IssueCounts
{
    public static ImmutableArray<SeriesPoint> Series(HashTotals[] hashes, SeriesQuery query)
    {
        var hours = (int)(SeriesPoints.Length(query.Bucket) / TimeSpan.TicksPerHour);
        return SeriesPoints.Of(query, start => hashes.Sum(hash => Count(hash, HashTotals.HourOf(start), hours)));
    }

    public static ImmutableArray<TagDistribution> Tags(HashTotals[] hashes) => TagDistributions.Of(hashes.Select(hash => hash.Facets));

    private static long Count(HashTotals hash, int first, int hours)
    {
        var count = 0L;
        for (var hour = first; hour < first + hours; hour++)
        {
            count += hash.Hours.GetValueOrDefault(hour);
        }

        return count;
    }
}
