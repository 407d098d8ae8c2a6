using System.Collections.Immutable;
using System.Numerics;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>
/// Says which segments to merge: eight of one day that are about as large as each other. So each event is copied a few
/// times at most, and a day has a few dozen segments at most however often was packed.
/// </summary>
internal static class SegmentTiers
{
    private const int GroupSize = 8;
    private const int SmallestBits = 16;
    private const int BitsPerTier = 3;
    private const int MaxEvents = 1_000_000;
    private const long MaxBytes = 512 * 1024 * 1024;

    /// <summary>The next group, or none. One whose tables were damaged is written anew by itself; one that is damaged for good stays as it is.</summary>
    public static ImmutableArray<Segment> FindGroup(ImmutableArray<Segment> segments)
    {
        if (segments.FirstOrDefault(segment => segment.IsRebuilt) is { } rebuilt)
        {
            return [rebuilt];
        }

        foreach (var tier in segments.Where(segment => !segment.IsDamaged).GroupBy(segment => (segment.Info.Day, Tier: TierOf(segment.Info.Bytes))))
        {
            var group = tier.OrderBy(segment => segment.Info.Number).Take(GroupSize).ToImmutableArray();
            if (group.Length == GroupSize && group.Sum(segment => segment.Info.Bytes) <= MaxBytes && group.Sum(segment => (long)segment.Info.Events) <= MaxEvents)
            {
                return group;
            }
        }

        return [];
    }

    private static int TierOf(long bytes) => Math.Max(0, BitOperations.Log2((ulong)bytes) - SmallestBits) / BitsPerTier;
}
