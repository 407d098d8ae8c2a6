namespace Monitoring.ErrorTracking.Sessions.Counting;

/// <summary>Writes numbers in few bytes: seven bits in each, the low ones first, negative ones folded between the others.</summary>
internal sealed class PackedWriter
{
    private readonly List<byte> _bytes = [];

    public void Byte(byte value) => _bytes.Add(value);

    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest > 0x7F; rest >>= 7)
        {
            _bytes.Add((byte)(rest | 0x80));
        }

        _bytes.Add((byte)rest);
    }

    public void Hash(ulong value)
    {
        for (var shift = 56; shift >= 0; shift -= 8)
        {
            _bytes.Add((byte)(value >> shift));
        }
    }

    public void Bytes(byte[] value)
    {
        Number(value.Length);
        _bytes.AddRange(value);
    }

    public byte[] ToArray() => [.. _bytes];
}
