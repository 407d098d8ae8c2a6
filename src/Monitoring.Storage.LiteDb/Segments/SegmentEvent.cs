using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>What is known of an event in a segment, without its payload.</summary>
internal sealed record SegmentEvent
{
    public required long Sequence { get; init; }

    public required GroupedEvent Event { get; init; }

    /// <summary>Where in the block's payloads its own begins.</summary>
    public required int PayloadOffset { get; init; }

    public required int PayloadLength { get; init; }
}
