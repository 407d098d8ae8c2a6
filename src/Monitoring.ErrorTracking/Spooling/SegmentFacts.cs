namespace Monitoring.ErrorTracking.Spooling;

/// <summary>What is remembered of a segment.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Requests">How many records it has.</param>
/// <param name="OldestAt">When the first of them was taken.</param>
internal sealed record SegmentFacts(string Name, long Bytes, int Requests, DateTimeOffset OldestAt);
