using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>What the state said of an issue's events when a list of them was asked for.</summary>
internal sealed record EventListPlan
{
    public required IssueHead Head { get; init; }

    /// <summary>By hash: its events up to this sequence are deleted.</summary>
    public required IReadOnlyDictionary<GroupingHash, long> Hashes { get; init; }

    public required ProjectState Project { get; init; }

    public required ImmutableDictionary<EventId, PinnedEvent> Pins { get; init; }

    public required ImmutableArray<JournalEvent> Unpacked { get; init; }

    public required ImmutableArray<Segment> Segments { get; init; }

    public required string? Environment { get; init; }

    /// <summary>Whether only events are wanted whose payload is kept.</summary>
    public required bool OnlyKept { get; init; }

    /// <summary>Where the page before ended.</summary>
    public required EventPosition? After { get; init; }

    /// <summary>Under the state's lock.</summary>
    public static EventListPlan Make(ErrorParts parts, IssueHead head, EventQuery query, EventPosition? after)
    {
        var cells = head.Hashes.Select(hash => parts.State.FindHash(head.Project, hash)!).ToArray();
        var isNowhere = query.Environment is { } environment
            && cells.All(cell => cell.Totals.Facets.Environments.Count < ErrorStoreLimits.Facets && !cell.Totals.Facets.Environments.Contains(environment));
        return new EventListPlan
        {
            Head = head,
            Hashes = cells.ToDictionary(cell => cell.Hash, cell => cell.DeletedUpTo),
            Project = parts.State.Project(head.Project),
            Pins = parts.State.Pins(head.Project),
            Unpacked = isNowhere ? [] : [.. head.Hashes.SelectMany(hash => parts.Journals.Find(head.Project, hash))],
            Segments = isNowhere ? [] : parts.Segments.All,
            Environment = query.Environment,
            OnlyKept = query.OnlyKept,
            After = after,
        };
    }

    public bool IsLive(EventId id, GroupingHash hash, long received, long sequence) =>
        sequence > Hashes[hash] && (!Project.Covers(received, sequence) || Pins.ContainsKey(id));

    public bool IsAfter(EventPosition position) => After is not { } after || position.CompareTo(after) > 0;

    public bool IsWanted(string? environment) => Environment is null || environment == Environment;
}
