using System.Buffers.Binary;
using System.Text;

namespace Monitoring.ErrorTracking.Packing;

/// <summary>Reads what <see cref="ValueWriter"/> wrote. After damage everything is nothing, so that callers ask once, at the end.</summary>
internal ref struct ValueReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _isBroken;

    /// <summary>Whether all was read and nothing was damaged.</summary>
    public readonly bool IsComplete => !_isBroken && _rest.IsEmpty;

    /// <summary>Whether something was damaged.</summary>
    public readonly bool IsBroken => _isBroken;

    public long Whole()
    {
        var value = 0L;
        for (var shift = 0; shift < 63 && !_rest.IsEmpty; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        return Break<long>();
    }

    /// <summary>A number of things, each of which takes at least a byte.</summary>
    public int Count()
    {
        var count = Whole();
        return count <= _rest.Length ? (int)count : Break<int>();
    }

    public double Number()
    {
        if (!BinaryPrimitives.TryReadDoubleBigEndian(_rest, out var value) || !double.IsFinite(value))
        {
            return Break<double>();
        }

        _rest = _rest[sizeof(double)..];
        return value;
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Count();
        var value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public DateTimeOffset Instant()
    {
        var ticks = Whole();
        return ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : Break<DateTimeOffset>();
    }

    private T Break<T>()
        where T : struct
    {
        _isBroken = true;
        _rest = default;
        return default;
    }
}
