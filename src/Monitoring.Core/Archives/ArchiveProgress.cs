using Monitoring.Transfer;

namespace Monitoring.Core.Archives;

/// <summary>How far the archive is that is being written.</summary>
internal sealed record ArchiveProgress
{
    public required ArchiveState State { get; init; }

    public long Records { get; init; }

    public long Events { get; init; }

    public long EventsAtMost { get; init; }

    public static ArchiveProgress Of(ArchiveState state, RecordTotals totals) => new()
    {
        State = state,
        Records = totals.ByKind.Values.Sum(total => total.Count),
        Events = totals.ByKind.GetValueOrDefault(RecordKind.Event).Count,
        EventsAtMost = totals.CountedEvents,
    };
}
