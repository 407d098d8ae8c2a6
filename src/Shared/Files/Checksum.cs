using System.Buffers.Binary;
using System.Numerics;

namespace Monitoring.Storage.Files;

/// <summary>CRC-32C (Castagnoli), which processors compute themselves.</summary>
internal static class Checksum
{
    public static uint Compute(ReadOnlySpan<byte> bytes) => Finish(Continue(uint.MaxValue, bytes));

    public static uint Compute(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Finish(Continue(Continue(uint.MaxValue, first), second));

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }

    private static uint Finish(uint crc) => ~crc;
}
