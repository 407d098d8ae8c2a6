using System.Buffers.Binary;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>
/// What precedes the records of one group commit in the journal: 4 bytes mark, 4 length of the records, 8 sequence of the
/// first record, 4 number of records, 4 checksum of the file's salt, of all that and of the records.
/// </summary>
internal readonly record struct JournalFrame
{
    public const int HeaderLength = 24;

    /// <summary>More than the largest event and its company; a longer one is damage.</summary>
    public const int MaxRecordBytes = 256 * 1024 * 1024;

    private const uint Mark = 0x314A4D4Du;
    private const int ChecksumOffset = 20;

    public required int RecordLength { get; init; }

    public required long FirstSequence { get; init; }

    public required int Records { get; init; }

    public long NextSequence => FirstSequence + Records;

    public int Length => HeaderLength + RecordLength;

    public void Write(Span<byte> header, ReadOnlySpan<byte> records, ulong salt)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], RecordLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], FirstSequence);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], Records);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], ChecksumOf(header, records, salt));
    }

    /// <summary>Reads a header, or <see langword="null"/> when these bytes can be none.</summary>
    public static JournalFrame? ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != Mark)
        {
            return null;
        }

        var frame = new JournalFrame
        {
            RecordLength = BinaryPrimitives.ReadInt32LittleEndian(header[4..]),
            FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(header[8..]),
            Records = BinaryPrimitives.ReadInt32LittleEndian(header[16..]),
        };
        return frame is { RecordLength: > 0 and <= MaxRecordBytes, FirstSequence: > 0, Records: > 0 } ? frame : null;
    }

    /// <summary>Whether the records are those that the header was written for, in this file.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> header, ReadOnlySpan<byte> records, ulong salt) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]) == ChecksumOf(header, records, salt);

    private static uint ChecksumOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> records, ulong salt)
    {
        Span<byte> salted = stackalloc byte[sizeof(ulong) + ChecksumOffset];
        BinaryPrimitives.WriteUInt64LittleEndian(salted, salt);
        header[..ChecksumOffset].CopyTo(salted[sizeof(ulong)..]);
        return Checksum.Compute(salted, records);
    }
}
