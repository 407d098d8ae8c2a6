namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>What is remembered of a segment.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Requests">How many records it has.</param>
/// <param name="OldestAt">When the first of them was taken.</param>
/// <param name="IsUnreadable">Whether the disk did not give it when it was asked for last; how many records it has is not known then.</param>
internal sealed record SegmentFacts(string Name, long Bytes, int Requests, DateTimeOffset OldestAt, bool IsUnreadable = false);
