using System.Buffers.Binary;
using Monitoring.Storage.Files;

namespace Monitoring.Transfer.Archives;

/// <summary>
/// What stands before the bytes of a frame: 4 bytes that say so, 1 its kind, 1 flags, 2 zero, 4 length as stored, 4 length unpacked, 8 its number in the file, 4 zero,
/// 4 checksum (CRC-32C) of all these with the file's id before them and the stored bytes behind them. Numbers are little-endian.
/// </summary>
internal readonly record struct ArchiveFrame
{
    public const int HeaderLength = 32;

    /// <summary>The most bytes of a frame, unpacked: a page of records, and one record that is as long as a record may be.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const uint Mark = 0x4D52464D;
    private const int ChecksumOffset = 28;

    public required FrameKind Kind { get; init; }

    /// <summary>Whether a part ends with this frame.</summary>
    public required bool EndsPart { get; init; }

    public required int Stored { get; init; }

    public required int Length { get; init; }

    public required long Number { get; init; }

    public void Write(Span<byte> header, Guid archive, ReadOnlySpan<byte> stored)
    {
        header[..HeaderLength].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Mark);
        header[4] = (byte)Kind;
        header[5] = EndsPart ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Stored);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], Number);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], Compute(header, archive, stored));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; <see langword="null"/> when these bytes begin no frame.</summary>
    public static ArchiveFrame? Read(ReadOnlySpan<byte> header)
    {
        var frame = new ArchiveFrame
        {
            Kind = (FrameKind)header[4],
            EndsPart = header[5] == 1,
            Stored = BinaryPrimitives.ReadInt32LittleEndian(header[8..]),
            Length = BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            Number = BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
        };
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == Mark && frame is { Stored: > 0 and <= MaxLength, Length: >= 0 and <= MaxLength } ? frame : null;
    }

    /// <summary>Whether header and bytes are what was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> header, Guid archive, ReadOnlySpan<byte> stored) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]) == Compute(header, archive, stored);

    private static uint Compute(ReadOnlySpan<byte> header, Guid archive, ReadOnlySpan<byte> stored)
    {
        Span<byte> first = stackalloc byte[16 + ChecksumOffset];
        archive.TryWriteBytes(first, bigEndian: true, out _);
        header[..ChecksumOffset].CopyTo(first[16..]);
        return Checksum.Compute(first, stored);
    }
}

/// <summary>What a frame holds.</summary>
internal enum FrameKind : byte
{
    Errors = 1,
    Documents = 2,
    Blob = 3,
    BlobBytes = 4,
    End = 5,
}
