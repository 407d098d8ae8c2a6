using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Codecs;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>
/// Finds the blocks of a segment without their table: each part of a block says itself how long it is. Their checksums
/// are only known when the table is found behind them.
/// </summary>
internal static class BlockWalk
{
    private const int ReadBytes = 1024 * 1024;

    // Twice the largest journal frame: no block is longer.
    private const int MaxBytes = 512 * 1024 * 1024;

    /// <returns>The blocks, and whether their checksums are those that were written.</returns>
    public static (SegmentBlock[] Blocks, bool AreChecked) Run(IStoreFile file, SegmentInfo info)
    {
        var blocks = new List<SegmentBlock>();
        var (offset, first) = (0L, 0);
        while (first < info.Events && ReadBlock(file, offset, first, info) is { } block)
        {
            blocks.Add(block);
            offset += block.Stored;
            first += block.Count;
        }

        return IsWhatTheFooterSays(file, info, blocks) ? ([.. blocks], true) : WithChecksums(file, offset, blocks);
    }

    private static SegmentBlock? ReadBlock(IStoreFile file, long offset, int first, SegmentInfo info)
    {
        if (ReadPart(file, offset) is not { } facts || Parse(facts.Stored, facts.Length, info) is not { Count: > 0 } events)
        {
            return null;
        }

        var payloadsLength = events[^1].PayloadOffset + events[^1].PayloadLength;
        var payloads = (Stored: Array.Empty<byte>(), Length: 0);
        if (payloadsLength > 0)
        {
            if (ReadPart(file, offset + facts.Stored.Length) is not { } found || found.Length != payloadsLength)
            {
                return null;
            }

            payloads = found;
        }

        return new SegmentBlock
        {
            Offset = offset,
            First = first,
            Count = events.Count,
            FactsStored = facts.Stored.Length,
            FactsLength = facts.Length,
            PayloadsStored = payloads.Stored.Length,
            PayloadsLength = payloads.Length,
            FactsChecksum = Checksum.Compute(facts.Stored),
            PayloadsChecksum = Checksum.Compute(payloads.Stored),
        };
    }

    private static (byte[] Stored, int Length)? ReadPart(IStoreFile file, long offset)
    {
        var there = Math.Min(file.Length - offset, MaxBytes);
        for (var size = Math.Min(there, ReadBytes); size > 0; size = Math.Min(there, size * 4))
        {
            var bytes = new byte[size];
            var read = file.Read(offset, bytes);
            if (PackedFrame.Measure(bytes.AsSpan(0, read), MaxBytes) is { } measured)
            {
                return (bytes[..measured.Stored], measured.Length);
            }

            if (size == there)
            {
                break;
            }
        }

        return null;
    }

    private static List<SegmentEvent>? Parse(byte[] stored, int length, SegmentInfo info)
    {
        try
        {
            var facts = new byte[length];
            Unpacking.Unpack(stored, facts, info.Path);
            return BlockReader.Parse(facts, info.Path);
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    /// <summary>Whether the footer's checksum of the table fits the blocks as they were found: then only the table was damaged, perhaps in a checksum that it holds.</summary>
    private static bool IsWhatTheFooterSays(IStoreFile file, SegmentInfo info, List<SegmentBlock> blocks)
    {
        if (StoredIndex.TryReadFooter(file, info) is not { } footer || footer.Blocks != blocks.Count)
        {
            return false;
        }

        var table = new byte[blocks.Count * SegmentBlock.EntryLength];
        for (var i = 0; i < blocks.Count; i++)
        {
            blocks[i].Write(table.AsSpan(i * SegmentBlock.EntryLength));
        }

        return Checksum.Compute(table) == footer.BlocksChecksum;
    }

    /// <summary>Takes the table's checksums when it lies where the blocks end and says the same of them otherwise.</summary>
    private static (SegmentBlock[] Blocks, bool AreChecked) WithChecksums(IStoreFile file, long offset, List<SegmentBlock> blocks)
    {
        var table = new byte[blocks.Count * SegmentBlock.EntryLength];
        if (file.Read(offset, table) < table.Length)
        {
            return ([.. blocks], false);
        }

        var stored = Enumerable.Range(0, blocks.Count).Select(i => SegmentBlock.Read(table.AsSpan(i * SegmentBlock.EntryLength))).ToArray();
        var isTable = stored.Zip(blocks).All(pair => pair.First with { FactsChecksum = pair.Second.FactsChecksum, PayloadsChecksum = pair.Second.PayloadsChecksum } == pair.Second);
        return isTable ? (stored, true) : ([.. blocks], false);
    }
}
