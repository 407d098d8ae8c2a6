using System.Buffers;
using System.Buffers.Binary;

namespace Monitoring.Storage.Errors;

/// <summary>
/// The bytes of a <see cref="QuantileSketch"/>: a one; then, unless it is empty, least and greatest, the number of zeros, the parts of the sum, and the buckets
/// of the negative and of the positive numbers. Doubles are big-endian, whole numbers have seven bits in a byte, the low ones first.
/// </summary>
internal static class QuantileSketchFormat
{
    private const byte Format = 1;

    public static byte[] Write(QuantileSketch sketch)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write([Format]);
        if (sketch is { Min: { } min, Max: { } max })
        {
            Write(bytes, min);
            Write(bytes, max);
            Write(bytes, sketch.Zeros);
            var parts = sketch.ExactSum.ToParts();
            Write(bytes, parts.Count);
            foreach (var part in parts)
            {
                Write(bytes, part);
            }

            Write(bytes, sketch.Negative);
            Write(bytes, sketch.Positive);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads a sketch; null when the bytes are none.</summary>
    public static QuantileSketch? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [Format])
        {
            return new QuantileSketch();
        }

        if (bytes is not [Format, ..])
        {
            return null;
        }

        bytes = bytes[1..];
        if (!TryRead(ref bytes, out double min) || !TryRead(ref bytes, out double max) || min > max || !TryRead(ref bytes, out long zeros))
        {
            return null;
        }

        var sketch = QuantileSketch.Of(zeros, min, max);
        return TryReadSum(ref bytes, sketch.ExactSum) && TryRead(ref bytes, sketch.Negative) && TryRead(ref bytes, sketch.Positive)
            && bytes.IsEmpty && Fits(sketch) ? sketch : null;
    }

    /// <summary>Whether the parts can come from the same numbers. Sums below are of parts up to <see cref="QuantileSketch.MaxCount"/>, so none overflows.</summary>
    private static bool Fits(QuantileSketch sketch) =>
        sketch.Negative.Count <= QuantileSketch.MaxCount - sketch.Zeros
        && sketch.Positive.Count <= QuantileSketch.MaxCount - sketch.Zeros - sketch.Negative.Count
        && sketch.Count > 0
        && (sketch.Negative.Count > 0) == (sketch.Min <= -QuantileSketch.Least)
        && (sketch.Positive.Count > 0) == (sketch.Max >= QuantileSketch.Least);

    private static bool TryReadSum(ref ReadOnlySpan<byte> bytes, ExactSum sum)
    {
        if (!TryRead(ref bytes, out long parts) || parts > ExactSum.MaxParts)
        {
            return false;
        }

        var last = double.PositiveInfinity;
        for (; parts > 0; parts--)
        {
            if (!TryReadAny(ref bytes, out var part) || !double.IsFinite(part) || part == 0 || Math.Abs(part) >= last)
            {
                return false;
            }

            last = Math.Abs(part);
            sum.Add(part);
        }

        return double.IsFinite(sum.Value);
    }

    /// <summary>Buckets are written as the first, zigzag, and then the distance to each next one, each with its count.</summary>
    private static void Write(ArrayBufferWriter<byte> bytes, LogBuckets buckets)
    {
        var filled = buckets.Filled().ToArray();
        Write(bytes, filled.Length);
        var last = 0;
        for (var i = 0; i < filled.Length; i++)
        {
            var (bucket, count) = filled[i];
            Write(bytes, i == 0 ? (bucket << 1) ^ (bucket >> 31) : bucket - last);
            Write(bytes, count);
            last = bucket;
        }
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, LogBuckets buckets)
    {
        if (!TryRead(ref bytes, out long length) || length > QuantileSketch.MaxBuckets)
        {
            return false;
        }

        var first = 0L;
        var bucket = 0L;
        for (var i = 0; i < length; i++)
        {
            if (!TryRead(ref bytes, out long step) || step > int.MaxValue || !TryRead(ref bytes, out long count) || count == 0 || (i > 0 && step == 0))
            {
                return false;
            }

            bucket = i == 0 ? (step >> 1) ^ -(step & 1) : bucket + step;
            first = i == 0 ? bucket : first;
            if (bucket is < QuantileSketch.LowestBucket or > QuantileSketch.HighestBucket || bucket - first >= QuantileSketch.MaxBuckets
                || count > QuantileSketch.MaxCount - buckets.Count)
            {
                return false;
            }

            buckets.Add((int)bucket, count);
        }

        return true;
    }

    private static void Write(ArrayBufferWriter<byte> bytes, double value)
    {
        BinaryPrimitives.WriteDoubleBigEndian(bytes.GetSpan(sizeof(double)), value);
        bytes.Advance(sizeof(double));
    }

    private static void Write(ArrayBufferWriter<byte> bytes, long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Write([(byte)(value | 0x80)]);
        }

        bytes.Write([(byte)value]);
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, out double value) => TryReadAny(ref bytes, out value) && QuantileSketch.CanHold(value);

    private static bool TryReadAny(ref ReadOnlySpan<byte> bytes, out double value)
    {
        if (!BinaryPrimitives.TryReadDoubleBigEndian(bytes, out value))
        {
            return false;
        }

        bytes = bytes[sizeof(double)..];
        return true;
    }

    /// <summary>Reads a whole number in its shortest form, up to <see cref="QuantileSketch.MaxCount"/>.</summary>
    private static bool TryRead(ref ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        for (var shift = 0; shift < 63 && !bytes.IsEmpty; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= QuantileSketch.MaxCount && (next != 0 || shift == 0);
            }
        }

        return false;
    }
}
