using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Writes a segment file: blocks one after the other, then the tables that find events in them.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int WriteBytes = 1024 * 1024;

    private readonly IStoreFiles _files;
    private readonly IStoreFile _file;
    private readonly int _day;
    private readonly long _number;
    private readonly ByteWriter _pending = new(WriteBytes);
    private readonly List<SegmentBlock> _blocks = [];
    private readonly List<SegmentRun> _runs = [];
    private readonly List<EventKey> _keys = [];
    private long _offset;

    public SegmentWriter(IStoreFiles files, int day, long number)
    {
        _files = files;
        _day = day;
        _number = number;
        if (!files.Exists(SegmentInfo.DirectoryOf(day)))
        {
            files.CreateDirectory(SegmentInfo.DirectoryOf(day));
        }

        _file = files.Create(SegmentInfo.PathOf(day, number));
    }

    public int Events => _keys.Count;

    /// <summary>The keys of the events, for a filter.</summary>
    public IReadOnlyCollection<ulong> Keys => [.. _keys.Select(key => key.Hash)];

    /// <summary>Adds a block of which both parts are compressed already.</summary>
    public void AddBlock(SegmentBlock block, ReadOnlySpan<byte> stored)
    {
        _blocks.Add(block with { Offset = _offset + _pending.Length, First = _blocks.Count == 0 ? 0 : _blocks[^1].First + _blocks[^1].Count });
        _pending.Raw(stored);
        if (_pending.Length >= WriteBytes)
        {
            WritePending();
        }
    }

    public void AddRun(SegmentRun run) => _runs.Add(run);

    public void AddKey(EventKey key) => _keys.Add(key);

    /// <summary>Writes the tables and makes the file durable.</summary>
    public SegmentInfo Finish(long packedAt)
    {
        _runs.Sort();
        _keys.Sort();
        var info = new SegmentInfo
        {
            Number = _number,
            Day = _day,
            Events = _keys.Count,
            MinSequence = _runs.Min(run => run.MinSequence),
            MaxSequence = _runs.Max(run => run.MaxSequence),
            MinReceived = _runs.Min(run => run.MinReceived),
            MaxReceived = _runs.Max(run => run.MaxReceived),
            PackedAt = packedAt,
            Projects = [.. _runs.Select(run => run.Project).Distinct()],
            Bytes = WriteTables(),
        };
        _file.Flush();
        _files.FlushDirectory(SegmentInfo.DirectoryOf(_day));
        _files.FlushDirectory(SegmentInfo.Directory);
        return info;
    }

    public void Dispose() => _file.Dispose();

    private long WriteTables()
    {
        var footer = new SegmentFooter
        {
            Number = _number,
            Offset = _offset + _pending.Length,
            Blocks = _blocks.Count,
            Runs = _runs.Count,
            Keys = _keys.Count,
            BlocksChecksum = WriteTable(_blocks, SegmentBlock.EntryLength, static (block, entry) => block.Write(entry)),
            RunsChecksum = WriteTable(_runs, SegmentRun.EntryLength, static (run, entry) => run.Write(entry)),
            KeysChecksum = WriteTable(_keys, EventKey.EntryLength, static (key, entry) => key.Write(entry)),
        };
        footer.Write(_pending.Reserve(SegmentFooter.Length));
        WritePending();
        return _offset;
    }

    private uint WriteTable<T>(List<T> entries, int length, Action<T, Span<byte>> write)
    {
        var start = _pending.Length;
        foreach (var entry in entries)
        {
            write(entry, _pending.Reserve(length));
        }

        return Checksum.Compute(_pending.Written[start..]);
    }

    private void WritePending()
    {
        _file.Write(_offset, _pending.Written);
        _offset += _pending.Length;
        _pending.Clear();
    }
}
