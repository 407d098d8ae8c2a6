using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>What a segment holds: the records that are whole, and whether something between or behind them is not what was written.</summary>
/// <param name="Frames">Where the whole frames lie, in order, and when their records were taken.</param>
/// <param name="IsDamaged">
/// Whether bytes have changed that were written whole. A write that was cut short at the end, which was never acknowledged, is no damage.
/// </param>
internal sealed record SegmentScan(ImmutableArray<(Range Bytes, DateTimeOffset TakenAt)> Frames, bool IsDamaged)
{
    public static SegmentScan Of(ReadOnlySpan<byte> segment)
    {
        if (SegmentHeader.SaltOf(segment) is not { } salt)
        {
            return new SegmentScan([], IsDamaged: segment.Length > SegmentHeader.Length && segment.ContainsAnyExcept((byte)0));
        }

        var frames = ImmutableArray.CreateBuilder<(Range, DateTimeOffset)>();
        var isDamaged = false;
        for (var offset = SegmentHeader.Length; offset < segment.Length;)
        {
            if (SpoolFrame.IsWhole(segment[offset..], salt, out var length, out var takenAt))
            {
                frames.Add((offset..(offset + length), takenAt));
                offset += length;
                continue;
            }

            var next = FindNext(segment, offset + 1, salt);
            isDamaged |= next is not null || !IsCutShort(segment[offset..], salt);
            offset = next ?? segment.Length;
        }

        return new SegmentScan(frames.ToImmutable(), isDamaged);
    }

    private static int? FindNext(ReadOnlySpan<byte> segment, int start, ulong salt)
    {
        for (var offset = start; offset <= segment.Length - SpoolFrame.HeaderLength; offset++)
        {
            if (SpoolFrame.IsWhole(segment[offset..], salt, out _, out _))
            {
                return offset;
            }
        }

        return null;
    }

    /// <summary>Whether the end is that of a write which did not come to its end: shorter than it says, or room that nothing was written to.</summary>
    private static bool IsCutShort(ReadOnlySpan<byte> rest, ulong salt) =>
        rest.Length < SpoolFrame.HeaderLength || SpoolFrame.LengthAt(rest, salt) > rest.Length || !rest.ContainsAnyExcept((byte)0);
}
