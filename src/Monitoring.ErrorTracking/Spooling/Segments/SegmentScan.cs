using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>What a segment holds: the records that are whole, and whether something between or behind them is not what was written.</summary>
/// <param name="Frames">Where the whole frames lie, in order, and when their records were taken.</param>
/// <param name="IsDamaged">
/// Whether bytes have changed that were written whole. A write that was cut short at the end, which was never acknowledged, is no damage.
/// </param>
internal sealed record SegmentScan(ImmutableArray<(Range Bytes, DateTimeOffset TakenAt)> Frames, bool IsDamaged)
{
    /// <summary>What forged lengths may cost, in lengths of the segment: damage of an own one costs at most one of them for each frame whose length it hit.</summary>
    private const int MaxLooks = 64;

    /// <summary>What a file holds that is none of a spool.</summary>
    public static SegmentScan Foreign { get; } = new([], IsDamaged: true);

    public static SegmentScan Of(ReadOnlySpan<byte> segment)
    {
        if (SegmentHeader.SaltOf(segment) is not { } salt)
        {
            return new SegmentScan([], IsDamaged: segment.Length > SegmentHeader.Length && segment.ContainsAnyExcept((byte)0));
        }

        var frames = ImmutableArray.CreateBuilder<(Range, DateTimeOffset)>();
        var isDamaged = false;
        var budget = (long)MaxLooks * segment.Length;
        for (var offset = SegmentHeader.Length; offset < segment.Length;)
        {
            if (SpoolFrame.IsWhole(segment[offset..], salt, out var length, out var takenAt))
            {
                frames.Add((offset..(offset + length), takenAt));
                offset += length;
                continue;
            }

            var next = FindNext(segment, offset + 1, salt, ref budget);
            isDamaged |= next is not null || budget <= 0 || !IsCutShort(segment[offset..], salt);
            offset = next ?? segment.Length;
        }

        return new SegmentScan(frames.ToImmutable(), isDamaged);
    }

    private static int? FindNext(ReadOnlySpan<byte> segment, int start, ulong salt, ref long budget)
    {
        for (var offset = start; offset <= segment.Length - SpoolFrame.HeaderLength && budget > 0; offset++)
        {
            if (SpoolFrame.IsWhole(segment[offset..], salt, out var length, out _))
            {
                return offset;
            }

            budget -= length;
        }

        return null;
    }

    /// <summary>Whether the end is that of a write which did not come to its end: shorter than it says, or room that nothing was written to.</summary>
    private static bool IsCutShort(ReadOnlySpan<byte> rest, ulong salt) =>
        rest.Length < SpoolFrame.HeaderLength || SpoolFrame.LengthAt(rest, salt) > rest.Length || !rest.ContainsAnyExcept((byte)0);
}
