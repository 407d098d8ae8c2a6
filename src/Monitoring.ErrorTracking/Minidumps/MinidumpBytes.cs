using System.Buffers.Binary;
using System.Text;

namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>
/// Bytes of a dump, of which every place is given by the dump itself: what lies outside reads as nothing. Numbers are little-endian.
/// </summary>
internal readonly ref struct MinidumpBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Length => _bytes.Length;

    /// <summary>A part; as much of it as there is.</summary>
    public MinidumpBytes Slice(ulong offset, ulong length)
    {
        if (offset >= (ulong)_bytes.Length)
        {
            return default;
        }

        var rest = _bytes[(int)offset..];
        return new MinidumpBytes(length < (ulong)rest.Length ? rest[..(int)length] : rest);
    }

    public ushort UInt16(int offset) => Has(offset, sizeof(ushort)) ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[offset..]) : (ushort)0;

    public uint UInt32(int offset) => Has(offset, sizeof(uint)) ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes[offset..]) : 0;

    public ulong UInt64(int offset) => Has(offset, sizeof(ulong)) ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[offset..]) : 0;

    public bool Has(int offset, int length) => (uint)offset <= (uint)_bytes.Length && length <= _bytes.Length - offset;

    /// <summary>A text in UTF-16 with its length in bytes before it.</summary>
    /// <param name="offset">Where the length stands.</param>
    /// <param name="most">The most characters that are read.</param>
    public string Text(uint offset, int most)
    {
        var length = Slice(offset, sizeof(uint));
        if (length.Length < sizeof(uint))
        {
            return "";
        }

        var text = Slice((ulong)offset + sizeof(uint), Math.Min(length.UInt32(0), (uint)most * 2))._bytes;
        var decoded = Encoding.Unicode.GetString(text[..(text.Length & ~1)]);
        var end = decoded.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? decoded : decoded[..end];
    }
}
