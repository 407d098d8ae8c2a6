using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Makes one segment out of several of the same day. Blocks are copied as they are; only the tables are new.</summary>
internal static class SegmentMerge
{
    /// <exception cref="StoreDamagedException">One of them is damaged, and marked so now; the file that was begun is of no use.</exception>
    public static (SegmentInfo Info, IReadOnlyCollection<ulong> Keys) Run(IStoreFiles files, SegmentStore segments, IReadOnlyList<Segment> sources, long number)
    {
        using var writer = new SegmentWriter(files, sources[0].Info.Day, number);
        foreach (var source in sources)
        {
            segments.Read(source, file => Copy(file, writer));
        }

        var keys = writer.Keys;
        return (writer.Finish(sources.Max(source => source.Info.PackedAt)), keys);
    }

    private static bool Copy(SegmentFile file, SegmentWriter writer)
    {
        var first = writer.Events;
        foreach (var run in file.ReadRuns())
        {
            writer.AddRun(run with { First = run.First + first });
        }

        foreach (var block in file.Blocks)
        {
            writer.AddBlock(block, file.ReadStored(block));
        }

        foreach (var key in file.ReadKeys())
        {
            writer.AddKey(key with { Ordinal = key.Ordinal + first });
        }

        return true;
    }
}
