namespace Monitoring.ErrorTracking.Spooling;

/// <summary>A segment that takes no more records, with what it holds.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="Scan">What of that is whole.</param>
internal sealed record SpoolSegment(string Name, ReadOnlyMemory<byte> Bytes, SegmentScan Scan)
{
    public const string Suffix = ".spool";

    /// <summary>Its name without the suffix.</summary>
    public string Number => Name[..^Suffix.Length];

    /// <summary>The record of a frame.</summary>
    public ReadOnlyMemory<byte> RecordOf(Range frame) => Bytes[frame][SpoolFrame.HeaderLength..];
}
