using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Makes records of all that the tables hold.</summary>
internal static class ErrorExport
{
    public static IReadOnlyList<ErrorStoreRecord> Run(ErrorTables tables) =>
    [
        new ErrorStoreRecord.Counters { LastIssue = tables.LastIssue, LastPosition = tables.LastPosition, LastMerge = tables.LastMerge },
        .. tables.Numbers.OrderBy(project => project.Key).Select(project => new ErrorStoreRecord.Project { ProjectId = project.Key, LastNumber = project.Value }),
        .. tables.Hashes.Values.Where(hash => hash.Owner is not null).OrderBy(hash => (hash.Project, hash.Hash)).Select(Hash),
        .. tables.Issues.Values.Select(Issue).Concat(tables.Merged.Values.Select(Issue)).OrderBy(issue => issue.Id),
        .. tables.Hashes.Values.SelectMany(hash => hash.Events.Values, Event).OrderByDescending(kept => kept.IsOutlived).ThenBy(kept => (kept.Kept.ProjectId, kept.Kept.ReceivedAt, kept.Kept.EventId)),
        .. tables.Known.Keys.Where(known => !tables.Events.ContainsKey(known)).Order().Select(known => new ErrorStoreRecord.KnownEvent { ProjectId = known.Project, EventId = known.Id }),
        .. tables.Transitions.Select(told => new ErrorStoreRecord.Transition { Told = told }),
    ];

    private static ErrorStoreRecord.Hash Hash(HashTotals hash) => new()
    {
        ProjectId = hash.Project,
        Value = hash.Hash,
        IssueId = hash.Owner!.Id,
        Counts = hash.Latest is { } latest ? Counts(hash, latest) : null,
    };

    private static HashCounts Counts(HashTotals hash, LatestOfHash latest) => new()
    {
        Events = hash.Count,
        FirstSeen = hash.FirstSeen,
        LastSeen = hash.LastSeen,
        Latest = latest,
        Users = hash.Users.ToBytes(),
        Hours = [.. hash.Hours.OrderBy(hour => hour.Key).Select(hour => new SeriesPoint { Start = new DateTimeOffset(hour.Key, TimeSpan.Zero), Count = hour.Value })],
        Environments = [.. hash.Environments],
        Services = [.. hash.Services],
        Releases = [.. hash.Releases],
        Tags = [.. hash.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => IssueReader.Distribution(tag.Key, [tag.Value]))],
    };

    private static ErrorStoreRecord.Issue Issue(Issue issue) => new()
    {
        Id = issue.Id,
        ProjectId = issue.Project,
        Number = issue.Number,
        State = issue.State,
        Assignee = issue.Assignee,
        Version = issue.Version,
        Hashes = [.. issue.Hashes.Select(hash => hash.Hash)],
    };

    private static ErrorStoreRecord.Issue Issue(MergedIssue merged) =>
        Issue(merged.Issue) with { Hashes = merged.Hashes, MergedInto = merged.Into, MergeOrder = merged.Order };

    private static ErrorStoreRecord.Event Event(HashTotals hash, GroupedEvent kept) => new()
    {
        Kept = kept,
        IsPinned = hash.Pins.TryGetValue(kept.EventId, out var isOutlived),
        IsOutlived = isOutlived,
    };
}
