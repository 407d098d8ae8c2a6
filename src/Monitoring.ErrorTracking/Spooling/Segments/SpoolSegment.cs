namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>A segment that takes no more records, with what it holds.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Length">How long that is.</param>
/// <param name="Bytes">What is in it; nothing when it is no segment.</param>
/// <param name="Scan">What of that is whole.</param>
internal sealed record SpoolSegment(string Name, long Length, ReadOnlyMemory<byte> Bytes, SegmentScan Scan)
{
    public const string Suffix = ".spool";

    /// <summary>Its name without the suffix.</summary>
    public string Stem => Name[..^Suffix.Length];

    public SegmentFacts Facts => new(Name, Length, Scan.Frames.Length, Scan.Frames is [var first, ..] ? first.TakenAt : default);

    /// <summary>The record of a frame.</summary>
    public ReadOnlyMemory<byte> RecordOf(Range frame) => Bytes[frame][SpoolFrame.HeaderLength..];
}
