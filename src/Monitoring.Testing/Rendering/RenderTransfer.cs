using Monitoring.Storage.Transfer;
using static Monitoring.Testing.Rendering.Render;

namespace Monitoring.Testing.Rendering;

/// <summary>Writes records of exports. Of the counters nothing, since a store may leave gaps.</summary>
internal static class RenderTransfer
{
    public static string Record(ErrorStoreRecord record) => record switch
    {
        ErrorStoreRecord.Counters => "counters",
        ErrorStoreRecord.Project project => $"project {project.ProjectId} up to #{project.LastNumber}",
        ErrorStoreRecord.Hash hash => $"hash {hash.Value} of project {hash.ProjectId} in issue {hash.IssueId} {(hash.Counts is { } counts ? Counts(counts) : "without events")}",
        ErrorStoreRecord.Issue issue =>
            $"issue {issue.Id} #{issue.Number} of project {issue.ProjectId} version {issue.Version} assignee {Text(issue.Assignee)} state {RenderErrors.State(issue.State)} "
            + $"hashes {List(issue.Hashes, hash => hash.ToString())} merged into {issue.MergedInto?.ToString() ?? "none"}",
        ErrorStoreRecord.Event kept =>
            $"{(kept.IsPinned ? "pinned " : "")}{(kept.IsOutlived ? "outlived " : "")}{RenderErrors.Event(kept.Kept)} trace {Text(kept.Kept.TraceId)} search {Text(kept.Kept.SearchText)}",
        ErrorStoreRecord.KnownEvent known => $"known {known.EventId} of project {known.ProjectId}",
        ErrorStoreRecord.Transition transition => $"transition {transition.Told.Position} {RenderErrors.Transition(transition.Told)}",
        _ => throw new ArgumentException($"'{record}' is no record."),
    };

    public static string Record(DocumentStoreRecord record) => record switch
    {
        DocumentStoreRecord.Counters => "counters",
        DocumentStoreRecord.Document document => RenderDocuments.Document(document.Stored),
        DocumentStoreRecord.Timer timer => $"timer in {timer.Partition} {RenderDocuments.Timer(timer.Schedule)} epoch {timer.Epoch} until {Instant(timer.LeaseUntil)}",
        DocumentStoreRecord.Lease lease => $"lease {Text(lease.Last.Name)} of {Text(lease.Last.Owner)} epoch {lease.Last.Epoch} until {Instant(lease.Last.Until)}",
        DocumentStoreRecord.Signal signal => $"signal {signal.Stored.Position} {RenderDocuments.Signal(signal.Stored)}",
        _ => throw new ArgumentException($"'{record}' is no record."),
    };

    private static string Counts(HashCounts counts) =>
        $"counted {counts.Events} seen {Instant(counts.FirstSeen)} to {Instant(counts.LastSeen)} latest {Latest(counts.Latest)} users {Bytes(counts.Users)} "
        + $"hours {RenderErrors.Series(counts.Hours)} environments {List(counts.Environments, Text)} services {List(counts.Services, Text)} releases {List(counts.Releases, Text)} "
        + $"tags {RenderErrors.Tags(counts.Tags)}";

    private static string Latest(LatestOfHash latest) =>
        $"{latest.EventId} received {Instant(latest.ReceivedAt)} title {Text(latest.Title)} culprit {Text(latest.Culprit)} type {Text(latest.Type)} level {latest.Level} "
        + $"platform {Text(latest.Platform)} search {Text(latest.SearchText)}";
}
