using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Finds segments of which nothing is to be seen any more, and whose ids need not be known any more.</summary>
internal static class DeadSegments
{
    /// <summary>Under the state's lock.</summary>
    public static IEnumerable<Segment> Find(ErrorState state, SegmentStore segments, long knownSince) =>
        segments.All.Where(segment => segment.Info.PackedAt < knownSince && IsCovered(state, segment.Info));

    private static bool IsCovered(ErrorState state, SegmentInfo info) =>
        info.Projects.All(project => state.Project(new ProjectId(project)).Covers(info.MaxReceived, info.MaxSequence));
}
