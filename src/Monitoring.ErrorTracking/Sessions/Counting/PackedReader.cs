using System.Buffers.Binary;

namespace Monitoring.ErrorTracking.Sessions.Counting;

/// <summary>Reads what <see cref="PackedWriter"/> wrote. When the bytes end too early everything that follows is zero, and <see cref="IsBroken"/> tells.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxShift = 63;

    private ReadOnlySpan<byte> _rest = bytes;

    public bool IsBroken { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; shift <= MaxShift; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        IsBroken = true;
        return 0;
    }

    public ulong Hash() => Take(sizeof(ulong)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;

    public ReadOnlySpan<byte> Bytes() => Number() is var length and >= 0 and <= int.MaxValue ? Take((int)length) : Break();

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            return Break();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private ReadOnlySpan<byte> Break()
    {
        IsBroken = true;
        _rest = [];
        return [];
    }
}
