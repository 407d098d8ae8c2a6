using Monitoring.ErrorTracking.Spooling.Segments;

namespace Monitoring.ErrorTracking.Spooling.Draining;

/// <summary>A segment that the spool has handed out, until all of its requests are stored or set aside.</summary>
internal sealed class HandedSegment(SpoolSegment segment)
{
    public SpoolSegment Segment => segment;

    /// <summary>How many of its requests wait.</summary>
    public int Waiting { get; set; } = segment.Scan.Frames.Length;
}
