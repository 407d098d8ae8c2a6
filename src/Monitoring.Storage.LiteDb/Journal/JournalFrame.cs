using System.Buffers.Binary;
using Monitoring.Storage.LiteDb.Codecs;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>
/// What precedes the records of one group commit in the journal: 4 bytes mark, 1 whether packed, 3 zero, 4 stored
/// length, 4 length of the records, 8 sequence of the first record, 4 number of records, 4 checksum of all that and of
/// the stored bytes.
/// </summary>
internal readonly record struct JournalFrame
{
    public const int HeaderLength = 32;

    /// <summary>More than the largest event and its company; a longer one is damage.</summary>
    public const int MaxRecordBytes = 256 * 1024 * 1024;

    private const uint Mark = 0x314A4D4Du;
    private const int ChecksumOffset = 28;

    public required bool IsPacked { get; init; }

    public required int StoredLength { get; init; }

    public required int RecordLength { get; init; }

    public required long FirstSequence { get; init; }

    public required int Records { get; init; }

    public long NextSequence => FirstSequence + Records;

    public int Length => HeaderLength + StoredLength;

    public void Write(Span<byte> header, ReadOnlySpan<byte> stored)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, Mark);
        header[4..8].Clear();
        header[4] = IsPacked ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], StoredLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], RecordLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], FirstSequence);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Records);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], Checksum.Compute(header[..ChecksumOffset], stored));
    }

    /// <summary>Reads a header, or <see langword="null"/> when these bytes can be none.</summary>
    public static JournalFrame? ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != Mark || header[4] > 1)
        {
            return null;
        }

        var frame = new JournalFrame
        {
            IsPacked = header[4] == 1,
            StoredLength = BinaryPrimitives.ReadInt32LittleEndian(header[8..]),
            RecordLength = BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            Records = BinaryPrimitives.ReadInt32LittleEndian(header[24..]),
        };
        return frame is { StoredLength: > 0 and <= MaxRecordBytes, RecordLength: > 0 and <= MaxRecordBytes, FirstSequence: > 0, Records: > 0 } ? frame : null;
    }

    /// <summary>Whether the stored bytes are those that the header was written for.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> stored) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]) == Checksum.Compute(header[..ChecksumOffset], stored);
}
