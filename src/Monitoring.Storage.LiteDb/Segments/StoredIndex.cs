using System.Buffers;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The tables of a segment as they lie in its file, where they are searched.</summary>
internal sealed class StoredIndex : ISegmentIndex
{
    private readonly IStoreFile _file;
    private readonly SegmentInfo _info;
    private readonly SegmentFooter _footer;

    private StoredIndex(IStoreFile file, SegmentInfo info, SegmentFooter footer)
    {
        _file = file;
        _info = info;
        _footer = footer;
    }

    public int KeyCount => _footer.Keys;

    public int RunCount => _footer.Runs;

    /// <summary>Opens the tables, once each of them is known to be whole.</summary>
    /// <exception cref="StoreDamagedException">One of them, or the footer, is not what was written.</exception>
    public static (SegmentBlock[] Blocks, StoredIndex Index) Open(IStoreFile file, SegmentInfo info)
    {
        var footer = TryReadFooter(file, info) ?? throw new StoreDamagedException($"'{info.Path}' is not the segment of {info.Bytes} bytes that was written.");
        var blocks = ReadTable(file, info, footer.Offset, footer.Blocks, SegmentBlock.EntryLength, footer.BlocksChecksum, SegmentBlock.Read);
        Verify(file, info, footer.RunsOffset, footer.KeysOffset, footer.RunsChecksum);
        Verify(file, info, footer.KeysOffset, footer.End, footer.KeysChecksum);
        return (blocks, new StoredIndex(file, info, footer));
    }

    /// <summary>The table of blocks alone; <see langword="null"/> when it is not whole.</summary>
    public static SegmentBlock[]? TryReadBlocks(IStoreFile file, SegmentInfo info)
    {
        try
        {
            return TryReadFooter(file, info) is { } footer
                ? ReadTable(file, info, footer.Offset, footer.Blocks, SegmentBlock.EntryLength, footer.BlocksChecksum, SegmentBlock.Read)
                : null;
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    public EventKey[] ReadKeys() => ReadTable(_file, _info, _footer.KeysOffset, _footer.Keys, EventKey.EntryLength, _footer.KeysChecksum, EventKey.Read);

    public SegmentRun[] ReadRuns() => ReadTable(_file, _info, _footer.RunsOffset, _footer.Runs, SegmentRun.EntryLength, _footer.RunsChecksum, SegmentRun.Read);

    public EventKey ReadKey(int index)
    {
        Span<byte> entry = stackalloc byte[EventKey.EntryLength];
        ReadEntry(_footer.KeysOffset + ((long)index * EventKey.EntryLength), entry);
        return EventKey.Read(entry);
    }

    public SegmentRun ReadRun(int index)
    {
        Span<byte> entry = stackalloc byte[SegmentRun.EntryLength];
        ReadEntry(_footer.RunsOffset + ((long)index * SegmentRun.EntryLength), entry);
        return SegmentRun.Read(entry);
    }

    /// <summary>The footer; <see langword="null"/> when it is not whole, or not that of this segment.</summary>
    public static SegmentFooter? TryReadFooter(IStoreFile file, SegmentInfo info)
    {
        Span<byte> bytes = stackalloc byte[SegmentFooter.Length];
        return info.Bytes >= bytes.Length
            && file.Read(info.Bytes - bytes.Length, bytes) == bytes.Length
            && SegmentFooter.Read(bytes) is { } footer
            && footer.Number == info.Number
            && footer.End + SegmentFooter.Length == info.Bytes
            ? footer
            : null;
    }

    /// <summary>Makes sure of a table that is searched where it lies.</summary>
    private static void Verify(IStoreFile file, SegmentInfo info, long start, long end, uint checksum)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)(end - start));
        var table = bytes.AsSpan(0, (int)(end - start));
        var isWhole = file.Read(start, table) == table.Length && Checksum.Compute(table) == checksum;
        ArrayPool<byte>.Shared.Return(bytes);
        if (!isWhole)
        {
            throw SegmentFile.Damaged($"The table at byte {start} of '{info.Path}'");
        }
    }

    private static T[] ReadTable<T>(IStoreFile file, SegmentInfo info, long offset, int count, int length, uint checksum, Func<ReadOnlySpan<byte>, T> read)
    {
        var bytes = new byte[count * length];
        if (file.Read(offset, bytes) < bytes.Length || Checksum.Compute(bytes) != checksum)
        {
            throw SegmentFile.Damaged($"The table at byte {offset} of '{info.Path}'");
        }

        var entries = new T[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = read(bytes.AsSpan(i * length, length));
        }

        return entries;
    }

    private void ReadEntry(long offset, Span<byte> entry)
    {
        if (_file.Read(offset, entry) < entry.Length)
        {
            throw new StoreDamagedException($"'{_info.Path}' ends before byte {offset + entry.Length}.");
        }
    }
}
