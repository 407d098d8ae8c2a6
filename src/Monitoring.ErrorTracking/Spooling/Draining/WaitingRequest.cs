namespace Monitoring.ErrorTracking.Spooling.Draining;

/// <summary>A request of the spool that is not stored yet.</summary>
/// <param name="segment">Where it lies.</param>
/// <param name="frame">The place of its frame there.</param>
internal sealed class WaitingRequest(HandedSegment segment, Range frame)
{
    public HandedSegment Segment => segment;

    public Range Frame => frame;

    /// <summary>What it holds; its payloads lie in the bytes of the segment.</summary>
    public SpooledEvents? Events { get; set; }

    /// <summary>How often the store did not take it although it was there.</summary>
    public int Refusals { get; set; }

    /// <summary>How much the store had taken of others when it did not take this one for the last time; null when that has not happened.</summary>
    public long? AppendedAtRefusal { get; set; }
}
