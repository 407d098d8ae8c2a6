using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Monitoring.ErrorTracking.Packing;

/// <summary>Writes values as few bytes, for <see cref="ValueReader"/>: whole numbers with seven bits in a byte, doubles big-endian, texts and bytes behind their length.</summary>
internal sealed class ValueWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>Writes a number that is not negative.</summary>
    public ValueWriter Whole(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
        return this;
    }

    public ValueWriter Number(double value)
    {
        BinaryPrimitives.WriteDoubleBigEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
        return this;
    }

    public ValueWriter Bytes(ReadOnlySpan<byte> value)
    {
        Whole(value.Length);
        _bytes.Write(value);
        return this;
    }

    public ValueWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));
}
