using System.Buffers.Binary;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>
/// What precedes a record in a segment: 4 bytes mark, 4 length of the record, 8 when it was taken in UTC ticks, 4 checksum of the segment's salt, of all that and of the
/// record. The salt, which no sender knows, is in mark and checksum, so that nothing within a record passes for a frame or costs a search for one.
/// </summary>
internal static class SpoolFrame
{
    public const int HeaderLength = 20;

    private const int ChecksumOffset = 16;

    /// <summary>Writes a record behind what is written.</summary>
    /// <returns>How many bytes it takes.</returns>
    public static int Write(ByteWriter writer, DateTimeOffset takenAt, ulong salt, Action<ByteWriter> record)
    {
        var start = writer.Length;
        writer.Reserve(HeaderLength);
        record(writer);
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, MarkOf(salt));
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], writer.Length - start - HeaderLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], takenAt.UtcTicks);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], ChecksumOf(header, writer.Written[(start + HeaderLength)..], salt));
        writer.Overwrite(start, header);
        return writer.Length - start;
    }

    /// <summary>The length of the frame that these bytes begin with, whether it is whole or not; null when none begins here.</summary>
    public static long? LengthAt(ReadOnlySpan<byte> bytes, ulong salt) =>
        bytes.Length >= HeaderLength && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == MarkOf(salt) && BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) is >= 0 and var length
            ? (long)HeaderLength + length
            : null;

    /// <summary>Whether a whole frame begins here, and when its record was taken.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes, ulong salt, out int length, out DateTimeOffset takenAt)
    {
        (length, takenAt) = (0, default);
        if (LengthAt(bytes, salt) is not { } full || full > bytes.Length)
        {
            return false;
        }

        length = (int)full;
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != ChecksumOf(bytes, bytes[HeaderLength..length], salt))
        {
            return false;
        }

        takenAt = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static uint MarkOf(ulong salt) => (uint)(salt >> 32) | 1;

    private static uint ChecksumOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> record, ulong salt)
    {
        Span<byte> salted = stackalloc byte[sizeof(ulong) + ChecksumOffset];
        BinaryPrimitives.WriteUInt64LittleEndian(salted, salt);
        header[..ChecksumOffset].CopyTo(salted[sizeof(ulong)..]);
        return Checksum.Compute(salted, record);
    }
}
