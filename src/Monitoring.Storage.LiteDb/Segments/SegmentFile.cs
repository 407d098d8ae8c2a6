using System.Buffers;
using Monitoring.Storage.LiteDb.Codecs;
using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>A segment that is open for reading. Safe to use on many threads.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly IStoreFile _file;
    private readonly SegmentInfo _info;
    private readonly SegmentFooter _footer;
    private readonly SegmentBlock[] _blocks;

    private SegmentFile(IStoreFile file, SegmentInfo info, SegmentFooter footer, SegmentBlock[] blocks)
    {
        _file = file;
        _info = info;
        _footer = footer;
        _blocks = blocks;
    }

    public IReadOnlyList<SegmentBlock> Blocks => _blocks;

    public static SegmentFile Open(IStoreFiles files, SegmentInfo info)
    {
        var file = files.OpenRead(info.Path);
        try
        {
            Span<byte> bytes = stackalloc byte[SegmentFooter.Length];
            if (file.Length != info.Bytes
                || file.Read(info.Bytes - bytes.Length, bytes) < bytes.Length
                || SegmentFooter.Read(bytes) is not { } footer
                || footer.Number != info.Number
                || footer.End + SegmentFooter.Length != info.Bytes)
            {
                throw new StoreDamagedException($"'{info.Path}' is not the segment of {info.Bytes} bytes that was written.");
            }

            var blocks = ReadTable(file, info, footer.Offset, footer.Blocks, SegmentBlock.EntryLength, footer.BlocksChecksum, SegmentBlock.Read);
            Verify(file, info, footer.RunsOffset, footer.KeysOffset, footer.RunsChecksum);
            Verify(file, info, footer.KeysOffset, footer.End, footer.KeysChecksum);
            return new SegmentFile(file, info, footer, blocks);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole table of keys.</summary>
    public EventKey[] ReadKeys() => ReadTable(_file, _info, _footer.KeysOffset, _footer.Keys, EventKey.EntryLength, _footer.KeysChecksum, EventKey.Read);

    /// <summary>Reads the whole table of runs, which is in the order of project and hash.</summary>
    public SegmentRun[] ReadRuns() => ReadTable(_file, _info, _footer.RunsOffset, _footer.Runs, SegmentRun.EntryLength, _footer.RunsChecksum, SegmentRun.Read);

    /// <summary>The numbers of the events that have a key; more than one hardly ever.</summary>
    public IEnumerable<int> FindKey(ulong key)
    {
        for (var i = Search(_footer.Keys, i => ReadKey(i).Hash >= key); i < _footer.Keys && ReadKey(i) is var entry && entry.Hash == key; i++)
        {
            yield return entry.Ordinal;
        }
    }

    /// <summary>The runs of a hash.</summary>
    public IEnumerable<SegmentRun> FindRuns(ProjectId project, GroupingHash hash)
    {
        for (var i = Search(_footer.Runs, i => ReadRun(i).CompareTo(project.Value, hash) >= 0);
            i < _footer.Runs && ReadRun(i) is var run && run.CompareTo(project.Value, hash) == 0;
            i++)
        {
            yield return run;
        }
    }

    /// <summary>The runs of a project.</summary>
    public IEnumerable<SegmentRun> FindRuns(ProjectId project)
    {
        for (var i = Search(_footer.Runs, i => ReadRun(i).Project >= project.Value); i < _footer.Runs && ReadRun(i) is var run && run.Project == project.Value; i++)
        {
            yield return run;
        }
    }

    /// <summary>The number of the block that holds an event.</summary>
    public int BlockOf(int ordinal) => Search(_blocks.Length, i => _blocks[i].First > ordinal) - 1;

    /// <summary>Reads what is known of the events of a block.</summary>
    public SegmentEvent[] ReadFacts(int block)
    {
        var entry = _blocks[block];
        var what = $"Block {block} of '{_info.Path}'";
        var bytes = Unpack(entry.Offset, entry.FactsStored, entry.FactsLength, entry.FactsChecksum, what);
        var reader = new ByteReader(bytes, what);
        var events = new SegmentEvent[entry.Count];
        var payload = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var sequence = reader.Count();
            var length = (int)reader.Count();
            events[i] = new SegmentEvent { Sequence = sequence, Event = EventCodec.Read(ref reader), PayloadOffset = payload, PayloadLength = length };
            payload += length;
        }

        return events;
    }

    /// <summary>Reads the payload of an event of a block.</summary>
    public byte[] ReadPayload(int block, SegmentEvent of)
    {
        if (of.PayloadLength == 0)
        {
            return [];
        }

        var entry = _blocks[block];
        var payloads = Unpack(
            entry.Offset + entry.FactsStored, entry.PayloadsStored, entry.PayloadsLength, entry.PayloadsChecksum, $"The payload of block {block} of '{_info.Path}'");
        return payloads.AsSpan(of.PayloadOffset, of.PayloadLength).ToArray();
    }

    /// <summary>Reads both parts of a block as they are stored.</summary>
    public byte[] ReadStored(SegmentBlock block)
    {
        var stored = new byte[block.Stored];
        if (_file.Read(block.Offset, stored) < stored.Length
            || Checksum.Compute(stored.AsSpan(0, block.FactsStored)) != block.FactsChecksum
            || Checksum.Compute(stored.AsSpan(block.FactsStored)) != block.PayloadsChecksum)
        {
            throw Damaged($"The block at byte {block.Offset} of '{_info.Path}'");
        }

        return stored;
    }

    public void Dispose() => _file.Dispose();

    private static StoreDamagedException Damaged(string what) => new($"{what} does not hold what was written: its checksum differs.");

    /// <summary>Makes sure of a table that is searched where it lies.</summary>
    private static void Verify(IStoreFile file, SegmentInfo info, long start, long end, uint checksum)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)(end - start));
        var table = bytes.AsSpan(0, (int)(end - start));
        var isWhole = file.Read(start, table) == table.Length && Checksum.Compute(table) == checksum;
        ArrayPool<byte>.Shared.Return(bytes);
        if (!isWhole)
        {
            throw Damaged($"The table at byte {start} of '{info.Path}'");
        }
    }

    private static T[] ReadTable<T>(IStoreFile file, SegmentInfo info, long offset, int count, int length, uint checksum, Func<ReadOnlySpan<byte>, T> read)
    {
        var bytes = new byte[count * length];
        if (file.Read(offset, bytes) < bytes.Length || Checksum.Compute(bytes) != checksum)
        {
            throw Damaged($"The table at byte {offset} of '{info.Path}'");
        }

        var entries = new T[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = read(bytes.AsSpan(i * length, length));
        }

        return entries;
    }

    /// <summary>The first of <paramref name="count"/> entries that is far enough, or their number.</summary>
    private static int Search(int count, Func<int, bool> isFarEnough)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (isFarEnough(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private EventKey ReadKey(int index)
    {
        Span<byte> entry = stackalloc byte[EventKey.EntryLength];
        ReadEntry(_footer.KeysOffset + ((long)index * EventKey.EntryLength), entry);
        return EventKey.Read(entry);
    }

    private SegmentRun ReadRun(int index)
    {
        Span<byte> entry = stackalloc byte[SegmentRun.EntryLength];
        ReadEntry(_footer.RunsOffset + ((long)index * SegmentRun.EntryLength), entry);
        return SegmentRun.Read(entry);
    }

    private void ReadEntry(long offset, Span<byte> entry)
    {
        if (_file.Read(offset, entry) < entry.Length)
        {
            throw new StoreDamagedException($"'{_info.Path}' ends before byte {offset + entry.Length}.");
        }
    }

    private byte[] Unpack(long offset, int stored, int length, uint checksum, string what)
    {
        var packed = new byte[stored];
        if (_file.Read(offset, packed) < stored || Checksum.Compute(packed) != checksum)
        {
            throw Damaged(what);
        }

        var bytes = new byte[length];
        Unpacking.Unpack(packed, bytes, what);
        return bytes;
    }
}
