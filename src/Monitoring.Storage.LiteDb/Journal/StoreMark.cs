using System.Buffers.Binary;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>
/// What must be found when the directory is opened next, so that a file that was taken away is missed: nothing in a
/// directory without its newest journal file tells that there was one. Written when a journal file is begun and when the
/// store is closed, never per commit: 8 bytes that say so, 8 number of the journal file, 8 sequence before it, 8 next
/// sequence, 8 last issue, 4 whether it was closed, 4 checksum. It fits in one sector, which is written as a whole or not at all.
/// </summary>
internal sealed record StoreMark
{
    public const string Name = "monitoring.state";

    private const int Length = 48;
    private const int ChecksumOffset = 44;
    private const ulong Mark = 0x3130455441545343u;

    /// <summary>The journal file that was being written; 0 when none need be there.</summary>
    public required long Journal { get; init; }

    /// <summary>The sequence that the files before it reach.</summary>
    public required long Reached { get; init; }

    /// <summary>No record that is written later has a lower sequence, also when some are lost.</summary>
    public required long NextSequence { get; init; }

    /// <summary>No issue that is opened later has this id or a lower one.</summary>
    public required long LastIssue { get; init; }

    /// <summary>Whether the store was closed in good order: everything is in the database and the segments.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Begins the journal file that the mark names; nothing may be written to it before the mark is.</summary>
    public JournalFile Begin(IStoreFiles files)
    {
        var file = JournalFile.Create(files, Journal, NextSequence);
        Write(files);
        return file;
    }

    /// <summary>What is said of a file that must be there.</summary>
    public static StoreDamagedException Missing(string path, string contents) => new(
        $"'{path}' is missing, and the store was not closed: it may hold {contents}. Put it back, or restore a backup of the directory. "
        + "To go on without what it held, put an empty file of that name in its place.");

    /// <summary>Reads the mark; <see langword="null"/> when there is none, or none that can be read.</summary>
    public static StoreMark? Read(IStoreFiles files)
    {
        using var file = files.TryOpenRead(Name);
        Span<byte> bytes = stackalloc byte[Length];
        if (file is null
            || file.Read(0, bytes) < Length
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Mark
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != Checksum.Compute(bytes[..ChecksumOffset]))
        {
            return null;
        }

        return new StoreMark
        {
            Journal = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            Reached = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            NextSequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            LastIssue = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            IsClosed = BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]) != 0,
        };
    }

    /// <summary>Writes the mark over the one before, durably.</summary>
    public void Write(IStoreFiles files)
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Journal);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Reached);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], NextSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], LastIssue);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], IsClosed ? 1 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Checksum.Compute(bytes[..ChecksumOffset]));
        var isNew = !files.Exists(Name);
        using var file = isNew ? files.Create(Name) : files.OpenWrite(Name);
        file.Write(0, bytes);
        file.Flush();
        if (isNew)
        {
            files.FlushDirectory("");
        }
    }
}
