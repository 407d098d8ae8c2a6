using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>What the state said when events were looked for.</summary>
internal sealed record EventScanPlan
{
    public required EventSearch Query { get; init; }

    /// <summary>The only hashes that are looked at; <see langword="null"/> for all of the project.</summary>
    public required ImmutableHashSet<GroupingHash>? Hashes { get; init; }

    /// <summary>Those that may be listed, in the order of the list.</summary>
    public required ImmutableArray<JournalEvent> Unpacked { get; init; }

    /// <summary>Those that may hold some, the last received first.</summary>
    public required ImmutableArray<Segment> Segments { get; init; }

    public required ImmutableDictionary<EventId, PinnedEvent> Pins { get; init; }

    /// <summary>Where the page before ended.</summary>
    public required EventPosition? After { get; init; }

    /// <summary>The last instant that may be listed, in UTC ticks.</summary>
    public long MaxReceived { get; private init; }

    /// <summary>Under the state's lock; <see langword="null"/> when there is no such issue.</summary>
    public static EventScanPlan? Make(ErrorParts parts, EventSearch query, EventPosition? after)
    {
        var issue = query.IssueId is { } id ? parts.State.FindIssue(id)?.Head : null;
        if (query.IssueId is not null && issue?.Project != query.ProjectId)
        {
            return null;
        }

        var hashes = issue?.Hashes.ToImmutableHashSet();
        var plan = new EventScanPlan
        {
            Query = query,
            Hashes = hashes,
            Unpacked = [],
            Segments = [],
            Pins = parts.State.Pins(query.ProjectId),
            After = after,
            MaxReceived = Math.Min(query.To.UtcTicks - 1, after?.Received ?? long.MaxValue),
        };
        var unpacked = hashes is null ? parts.Journals.Files.SelectMany(file => file.Events.All) : hashes.SelectMany(hash => parts.Journals.Find(query.ProjectId, hash));
        return plan with
        {
            Unpacked = [.. unpacked.Where(found => found.Project == query.ProjectId && plan.IsInRange(PositionOf(found))).OrderBy(PositionOf)],
            Segments =
            [
                .. parts.Segments.All
                    .Where(segment => segment.Info.Has(query.ProjectId) && plan.MayHold(segment.Info.MinReceived, segment.Info.MaxReceived))
                    .OrderByDescending(segment => segment.Info.MaxReceived),
            ],
        };
    }

    public static EventPosition PositionOf(JournalEvent of) => new(of.Received, of.Id);

    public bool MayHold(long minReceived, long maxReceived) => minReceived <= MaxReceived && maxReceived >= Query.From.UtcTicks;

    public bool IsInRange(EventPosition position) =>
        position.Received >= Query.From.UtcTicks && position.Received <= MaxReceived && (After is not { } after || position.CompareTo(after) > 0);
}
