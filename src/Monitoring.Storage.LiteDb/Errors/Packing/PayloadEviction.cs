using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Evicts payloads when those of a project take more room than they may: segments are written anew without them, and their files go.</summary>
internal sealed class PayloadEviction(ErrorSettings settings, ErrorParts parts, Durability durability, PackCommit commit)
{
    /// <summary>Whether the payloads of a project may have more bytes than a bound. Counts what is not packed whole, and what is not to be seen any more.</summary>
    public static bool MayExceed(ErrorParts parts, ProjectId project, long bound)
    {
        long bytes;
        IReadOnlyList<Segment> segments;
        lock (parts.State.Gate)
        {
            bytes = parts.Journals.Bytes;
            segments = [.. parts.Segments.All.Where(segment => segment.Info.Has(project))];
        }

        foreach (var segment in segments)
        {
            bytes += segment.PayloadBytes.GetOrAdd(project, _ => parts.Segments.Try(segment, file => file.PayloadBytes(project)));
        }

        return bytes > bound;
    }

    /// <summary>Evicts what goes, while nothing else packs.</summary>
    /// <returns>How many payloads went that were to be seen, and their bytes.</returns>
    public async Task<(long Payloads, long Bytes)> RunAsync(ProjectId project, long bound)
    {
        var (payloads, bytes) = (0L, 0L);
        var plan = new PayloadScan(parts, project).Run(bound);
        long sequence;
        lock (parts.State.Gate)
        {
            sequence = parts.State.LastSequence;
        }

        // What hides an event must not be lost once its payload is.
        await durability.WaitAsync(sequence, CancellationToken.None).ConfigureAwait(false);
        foreach (var (segment, evicted, dead) in plan)
        {
            IReadOnlyCollection<EventId> pins;
            lock (parts.State.Gate)
            {
                parts.Evictions.Begin();
                pins = [.. parts.State.Pins(project).Keys];
            }

            try
            {
                if (TryStrip(segment, project, evicted, dead, pins, out var gone) is { } stripped)
                {
                    await commit.ReplaceAsync([segment], stripped).ConfigureAwait(false);
                    payloads += evicted.Count;
                    bytes += gone;
                }
            }
            finally
            {
                lock (parts.State.Gate)
                {
                    parts.Evictions.End();
                }
            }
        }

        return (payloads, bytes);
    }

    /// <summary>Writes the segment anew, unless it turns out to be damaged.</summary>
    private Segment? TryStrip(Segment segment, ProjectId project, HashSet<int> evicted, HashSet<int> dead, IReadOnlyCollection<EventId> pins, out long gone)
    {
        var number = commit.NextSegment();
        var bytes = 0L;
        try
        {
            var (info, keys) = parts.Segments.Read(segment, file =>
            {
                foreach (var pin in pins)
                {
                    // Only those that were pinned after it was looked which payloads go.
                    evicted.ExceptWith(file.FindKey(EventKey.Of(project, pin)));
                }

                bytes = Bytes(file, evicted);
                return SegmentStrip.Run(settings.Files, file, segment.Info, number, ordinal => evicted.Contains(ordinal) || dead.Contains(ordinal));
            });
            return parts.Segments.Add(info, segment.Filter is null ? null : new EventIdFilter(keys));
        }
        catch (StoreDamagedException damage)
        {
            parts.Segments.Report(damage);
            settings.Removal.Remove(SegmentInfo.PathOf(segment.Info.Day, number));
            return null;
        }
        finally
        {
            gone = bytes;
        }
    }

    private static long Bytes(SegmentFile file, HashSet<int> ordinals)
    {
        var bytes = 0L;
        foreach (var block in ordinals.GroupBy(file.BlockOf))
        {
            var facts = file.ReadFacts(block.Key);
            bytes += block.Sum(ordinal => (long)facts[ordinal - file.Blocks[block.Key].First].PayloadLength);
        }

        return bytes;
    }
}
