using System.Buffers.Binary;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The end of a segment file: where its tables are. They follow each other: blocks, runs, keys.</summary>
internal readonly record struct SegmentFooter
{
    public const int Length = 64;

    private const ulong Mark = 0x31305247534E4F4Du;
    private const int ChecksumOffset = 60;

    public required long Number { get; init; }

    /// <summary>Where the table of blocks begins.</summary>
    public required long Offset { get; init; }

    public required int Blocks { get; init; }

    public required int Runs { get; init; }

    public required int Keys { get; init; }

    public required uint BlocksChecksum { get; init; }

    public required uint RunsChecksum { get; init; }

    public required uint KeysChecksum { get; init; }

    public long RunsOffset => Offset + ((long)Blocks * SegmentBlock.EntryLength);

    public long KeysOffset => RunsOffset + ((long)Runs * SegmentRun.EntryLength);

    public long End => KeysOffset + ((long)Keys * EventKey.EntryLength);

    public void Write(Span<byte> footer)
    {
        footer.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(footer, Mark);
        BinaryPrimitives.WriteInt64LittleEndian(footer[8..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(footer[16..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(footer[24..], Blocks);
        BinaryPrimitives.WriteInt32LittleEndian(footer[28..], Runs);
        BinaryPrimitives.WriteInt32LittleEndian(footer[32..], Keys);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[36..], BlocksChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[40..], RunsChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[44..], KeysChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[ChecksumOffset..], Checksum.Compute(footer[..ChecksumOffset]));
    }

    /// <summary>Reads a footer; <see langword="null"/> when the bytes are none.</summary>
    public static SegmentFooter? Read(ReadOnlySpan<byte> footer)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(footer) != Mark
            || BinaryPrimitives.ReadUInt32LittleEndian(footer[ChecksumOffset..]) != Checksum.Compute(footer[..ChecksumOffset]))
        {
            return null;
        }

        return new SegmentFooter
        {
            Number = BinaryPrimitives.ReadInt64LittleEndian(footer[8..]),
            Offset = BinaryPrimitives.ReadInt64LittleEndian(footer[16..]),
            Blocks = BinaryPrimitives.ReadInt32LittleEndian(footer[24..]),
            Runs = BinaryPrimitives.ReadInt32LittleEndian(footer[28..]),
            Keys = BinaryPrimitives.ReadInt32LittleEndian(footer[32..]),
            BlocksChecksum = BinaryPrimitives.ReadUInt32LittleEndian(footer[36..]),
            RunsChecksum = BinaryPrimitives.ReadUInt32LittleEndian(footer[40..]),
            KeysChecksum = BinaryPrimitives.ReadUInt32LittleEndian(footer[44..]),
        };
    }
}
