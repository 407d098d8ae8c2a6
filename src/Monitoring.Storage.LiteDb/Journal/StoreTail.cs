using System.Buffers.Binary;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>
/// How far journal and log of the database reach at least, so that a file which was cut off is not taken for one that ends in an unfinished commit. Written after each commit and not flushed: what is found is what was
/// written last or, after the power went, something earlier, and so never too much. Each is in a sector of its own: 8 bytes that say so, 8 how far, 4 checksum.
/// </summary>
internal sealed class StoreTail : IDisposable
{
    public const string Name = "monitoring.tail";

    private const int Sector = 512;
    private const int Sectors = 2;
    private const int Length = 20;
    private const int ReachedOffset = 8;
    private const int ChecksumOffset = 16;
    private const ulong Mark = 0x31304C494154534Du;

    private readonly IStoreFile _file;

    private StoreTail(IStoreFile file)
    {
        _file = file;
        Journal = Read(0);
        Log = Read(Sector);
    }

    /// <summary>The sequence up to which the journal is durable; 0 when that is not known.</summary>
    public long Journal { get; private set; }

    /// <summary>How many bytes of the database's log were durable when the store was opened; 0 when that is not known.</summary>
    public long Log { get; }

    public static StoreTail Open(IStoreFiles files)
    {
        if (files.Exists(Name))
        {
            return new StoreTail(files.OpenWrite(Name));
        }

        // Its room is taken now: what is written over needs none.
        var file = files.Create(Name);
        file.Write(0, new byte[Sectors * Sector]);
        file.Flush();
        files.FlushDirectory("");
        return new StoreTail(file);
    }

    /// <summary>Makes one of a copy, durably.</summary>
    public static void Create(IStoreFiles files, long journal, long log)
    {
        using var tail = Open(files);
        tail.Write(0, journal);
        tail.Write(Sector, log);
        tail._file.Flush();
    }

    /// <summary>The journal is durable up to a sequence.</summary>
    public void JournalReached(long sequence)
    {
        Journal = sequence;
        TryWrite(0, sequence);
    }

    /// <summary>So many bytes of the log are durable.</summary>
    public void LogReached(long length) => TryWrite(Sector, length);

    /// <summary>The log is about to be cut off, on purpose.</summary>
    public void LogEnds()
    {
        Write(Sector, 0);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private void TryWrite(long offset, long reached)
    {
        try
        {
            Write(offset, reached);
        }
        catch (IOException)
        {
            // The earlier one remains, and is right.
        }
    }

    private void Write(long offset, long reached)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[ReachedOffset..], reached);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Checksum.Compute(bytes[..ChecksumOffset]));
        _file.Write(offset, bytes);
    }

    private long Read(long offset)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return _file.Read(offset, bytes) == Length
            && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Mark
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) == Checksum.Compute(bytes[..ChecksumOffset])
            ? BinaryPrimitives.ReadInt64LittleEndian(bytes[ReachedOffset..])
            : 0;
    }
}
