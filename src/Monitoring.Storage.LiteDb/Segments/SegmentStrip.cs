using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Makes a segment out of another one without some of its payloads. The events keep their places; blocks that lose nothing are copied as they are.</summary>
internal static class SegmentStrip
{
    /// <param name="files">Where the segments lie.</param>
    /// <param name="file">The segment.</param>
    /// <param name="source">What is known of it.</param>
    /// <param name="number">The number of the new one.</param>
    /// <param name="isStripped">Whether the payload of the event with a number goes.</param>
    /// <exception cref="StoreDamagedException">The segment is damaged; the file that was begun is of no use.</exception>
    public static (SegmentInfo Info, IReadOnlyCollection<ulong> Keys) Run(IStoreFiles files, SegmentFile file, SegmentInfo source, long number, Func<int, bool> isStripped)
    {
        using var writer = new SegmentWriter(files, source.Day, number);
        using var packer = new BlockPacker();
        foreach (var run in file.ReadRuns())
        {
            writer.AddRun(run);
        }

        for (var i = 0; i < file.Blocks.Count; i++)
        {
            var block = file.Blocks[i];
            if (Enumerable.Range(block.First, block.Count).Any(isStripped))
            {
                packer.Repack(writer, file.ReadFacts(i), file.ReadPayloads(i), index => !isStripped(block.First + index));
            }
            else
            {
                writer.AddBlock(block, file.ReadStored(block));
            }
        }

        foreach (var key in file.ReadKeys())
        {
            writer.AddKey(key);
        }

        var keys = writer.Keys;
        return (writer.Finish(source.PackedAt), keys);
    }
}
