using Monitoring.Storage.Errors;
using static Monitoring.Testing.Rendering.Render;

namespace Monitoring.Testing.Rendering;

/// <summary>Writes what an error store takes and gives.</summary>
internal static class RenderErrors
{
    public static string Event(GroupedEvent shown) =>
        $"event {shown.EventId} of project {shown.ProjectId} at {Instant(shown.Timestamp)} received {Instant(shown.ReceivedAt)} "
        + $"hashes {List(shown.Hashes, hash => hash.ToString())} title {Text(shown.Title)} culprit {Text(shown.Culprit)} type {Text(shown.Type)} "
        + $"level {shown.Level} platform {Text(shown.Platform)} release {Text(shown.Release)} environment {Text(shown.Environment)} "
        + $"service {Text(shown.Service)} user {shown.UserHash?.ToString("x", System.Globalization.CultureInfo.InvariantCulture) ?? "null"} "
        + $"tags {List(shown.Tags, tag => $"{Text(tag.Key)}={Text(tag.Value)}")} payload {Bytes(shown.Payload)}";

    public static string Stored(StoredEvent? stored) => stored is null ? "no event" : $"issue {stored.IssueId}{(stored.HasPayload ? "" : " without payload")}{(stored.IsPinned ? " pinned" : "")}: {Event(stored.Event)}";

    public static string Issue(IssueRow? row) => row is null ? "no issue" : $"version {row.Version} {IssueButVersion(row)}";

    public static string IssueButVersion(IssueRow row) =>
        $"issue {row.Id} #{row.Number} of project {row.ProjectId} count {row.Count} users {row.UserCount} seen {Instant(row.FirstSeen)} to {Instant(row.LastSeen)} "
        + $"hashes {List(row.Hashes, hash => hash.ToString())} title {Text(row.Title)} culprit {Text(row.Culprit)} type {Text(row.Type)} level {row.Level} "
        + $"platform {Text(row.Platform)} assignee {Text(row.Assignee)} state {State(row.State)} environments {List(row.Environments, Text)} "
        + $"services {List(row.Services, Text)} releases {List(row.Releases, Text)}";

    public static string State(IssueState state) =>
        $"{state.Status}/{state.Substatus} since {Instant(state.Since)} by {state.Cause} {Text(state.Reason)} in {List(state.ResolvedInReleases, Text)} "
        + $"after {List(state.ResolvedAfterReleases, Text)} until {(state.Conditions is null ? "ever" : Conditions(state.Conditions))} from {state.Baseline}";

    private static string Conditions(IgnoreConditions conditions) =>
        $"{Instant(conditions.Until)}, {conditions.Events} events, {conditions.Users} users, "
        + $"{(conditions.Rate is { } rate ? $"{rate.Count} in {rate.Window} seen {List(rate.Recent, count => $"{count}")} up to {rate.Slot}" : "no rate")}, escalating {conditions.UntilEscalating}";

    /// <summary>All but the position, which has gaps.</summary>
    public static string Transition(IssueTransition transition) =>
        $"{transition.Kind} issue {transition.IssueId} of project {transition.ProjectId} at {Instant(transition.At)} status {transition.Status} "
        + $"title {Text(transition.Title)} level {transition.Level} event {transition.EventId?.ToString() ?? "null"} release {Text(transition.Release)} "
        + $"environment {Text(transition.Environment)} service {Text(transition.Service)} actor {transition.ActorKind} {Text(transition.ActorId)} by {Text(transition.Door)} "
        + $"state {(transition.StateBefore is null ? "null" : State(transition.StateBefore))} to {(transition.StateAfter is null ? "null" : State(transition.StateAfter))} "
        + $"assignee {Text(transition.AssigneeBefore)} to {Text(transition.AssigneeAfter)} "
        + $"moved {List(transition.Moved, move => $"{move.IssueId}: {List(move.Hashes, hash => hash.ToString())}")}";

    public static string Series(IEnumerable<SeriesPoint> points) => List(points, point => $"{Instant(point.Start)}={point.Count}");

    public static string Tags(IEnumerable<TagDistribution> tags) =>
        List(tags, tag => $"{Text(tag.Key)} total {tag.Total} {List(tag.Values, value => $"{Text(value.Value)}={value.Count}")} others {tag.Others}");

    public static string Results(IEnumerable<EventAppendResult> results) => List(results, result => $"{result.Outcome} {result.IssueId}");

    public static string Update(IssueUpdateResult result) => $"{result.Outcome}, {Issue(result.Issue)}, separated {Issue(result.Separated)}";
}
