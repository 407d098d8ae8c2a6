using System.Buffers.Binary;
using System.Text;

namespace Monitoring.Storage.Codecs;

/// <summary>A growing buffer of bytes, used again and again. Numbers are little-endian, except where they are part of a key.</summary>
internal sealed class ByteWriter(int capacity = 256)
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written from a place on.</summary>
    public void Rewind(int length) => Length = length;

    /// <summary>Gives back a buffer that one large item has left behind.</summary>
    public void Trim(int capacity)
    {
        if (Length == 0 && _buffer.Length > capacity)
        {
            _buffer = new byte[capacity];
        }
    }

    public Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max((long)_buffer.Length * 2, Length + (long)count)));
        }

        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Writes over bytes that are there.</summary>
    public void Overwrite(int position, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_buffer.AsSpan(position, bytes.Length));

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>A number that is mostly small, in 1 to 10 bytes.</summary>
    public void Count(long value)
    {
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    /// <summary>A difference of either sign that is mostly small.</summary>
    public void Difference(long value) => Count((value << 1) ^ (value >> 63));

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    public void Instant(DateTimeOffset value) => Int64(value.UtcTicks);

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Bytes preceded by their number.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        Raw(bytes);
    }

    /// <summary>Text as UTF-8; lone surrogates become U+FFFD.</summary>
    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        Encoding.UTF8.GetBytes(text, Reserve(length));
    }

    /// <summary>Text that may be missing.</summary>
    public void OptionalText(string? text)
    {
        Bool(text is not null);
        if (text is not null)
        {
            Text(text);
        }
    }

    public void Event(EventId id) => id.TryWriteBytes(Reserve(EventId.ByteLength));

    public void Hash(GroupingHash hash) => hash.TryWriteBytes(Reserve(GroupingHash.ByteLength));
}
