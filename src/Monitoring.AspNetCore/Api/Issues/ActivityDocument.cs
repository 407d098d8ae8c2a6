using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

[Description("Something that happened to an issue.")]
internal sealed record ActivityDocument
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    [Description("opened, statusChanged, regressed, unignored, escalated, assigned, merged, unmerged, splitOff, pinned, unpinned, commented, linked or unlinked; there may be more.")]
    public required string Kind { get; init; }

    [Description("Who did it, or null when an event did.")]
    public required ActivityActorDocument? Actor { get; init; }

    [Description("Of a change of status or assignee: how it was.")]
    public required ActivityStateDocument? Before { get; init; }

    [Description("Of a change of status or assignee: how it is.")]
    public required ActivityStateDocument? After { get; init; }

    [Description("Of merged and splitOff: the issues that hashes came from; of unmerged: the issue that they went to.")]
    public required ImmutableArray<ActivityMoveDocument> Moved { get; init; }

    [Description("Of a comment its id, of a link its address; null otherwise.")]
    public required string? Subject { get; init; }

    [Description("The event that caused it, or that was pinned or unpinned; null otherwise.")]
    public required string? EventId { get; init; }

    [Description("The release of that event.")]
    public required string? Release { get; init; }

    public static ActivityDocument Of(IssueActivity activity) => new()
    {
        Id = activity.Id.ToString(),
        At = activity.At,
        Kind = Words.Of(activity.Kind),
        Actor = activity.ActorId is { } id ? new() { Kind = activity.ActorKind is { } kind ? Words.Of(kind) : null, Id = id, Door = activity.Door } : null,
        Before = StateOf(activity.Kind, activity.StateBefore, activity.AssigneeBefore),
        After = StateOf(activity.Kind, activity.StateAfter, activity.AssigneeAfter),
        Moved = [.. activity.Moved.Select(ActivityMoveDocument.Of)],
        Subject = activity.Subject,
        EventId = activity.EventId?.ToString(),
        Release = activity.Release,
    };

    private static ActivityStateDocument? StateOf(IssueActivityKind kind, IssueState? state, string? assignee) =>
        kind == IssueActivityKind.Assigned ? new() { Status = null, Substatus = null, StatusDetails = null, Assignee = assignee }
        : state is null ? null
        : new() { Status = Words.Of(state.Status), Substatus = Words.Of(state.Substatus), StatusDetails = IssueConditions.Of(state), Assignee = null };
}
