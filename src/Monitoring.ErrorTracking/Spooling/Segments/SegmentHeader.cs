using System.Buffers.Binary;
using Monitoring.Storage.Codecs;

namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>What a segment begins with: 4 bytes mark, 4 format, 8 salt.</summary>
internal static class SegmentHeader
{
    public const int Length = 16;

    private const uint Mark = 0x474C5053u;
    private const int Format = 1;

    public static void Write(ByteWriter writer, ulong salt)
    {
        writer.Int32((int)Mark);
        writer.Int32(Format);
        writer.Int64((long)salt);
    }

    /// <summary>The salt; null when these bytes are no segment of this format.</summary>
    public static ulong? SaltOf(ReadOnlySpan<byte> segment) =>
        segment.Length >= Length && BinaryPrimitives.ReadUInt32LittleEndian(segment) == Mark && BinaryPrimitives.ReadInt32LittleEndian(segment[4..]) == Format
            ? BinaryPrimitives.ReadUInt64LittleEndian(segment[8..])
            : null;
}
