using System.Globalization;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>What the audit log says about changes of issues.</summary>
internal static class IssueAudit
{
    public static AuditEntry Entry(Actor actor, IssueRow before, IssueChange change, EntityId id, DateTimeOffset at)
    {
        var (action, was, becomes) = Describe(before, change);
        return new AuditEntry
        {
            Id = id,
            ProjectId = before.ProjectId,
            At = at,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            Door = actor.Door,
            Action = action,
            Subject = $"issue:{before.Id}",
            Before = was,
            After = becomes,
        };
    }

    private static (string Action, string? Before, string? After) Describe(IssueRow before, IssueChange change) => change switch
    {
        IssueChange.SetState set => ("issue.status-changed", Text(before.State), Text(set.State)),
        IssueChange.Assign assign => ("issue.assigned", before.Assignee, assign.Assignee),
        IssueChange.SetStateAndAssign both => (
            "issue.status-changed-and-assigned", Text(before.State, before.Assignee), Text(both.State, both.Assignee)),
        IssueChange.Merge merge => ("issue.merged", null, string.Join(", ", merge.Sources)),
        IssueChange.Unmerge unmerge => ("issue.unmerged", null, string.Join(", ", unmerge.Hashes)),
        IssueChange.Delete => ("issue.deleted", before.Title, null),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "There is no such change."),
    };

    private static string Text(IssueState state, string? assignee) => $"{Text(state)}, {(assignee is null ? "assigned to nobody" : $"assigned to {assignee}")}";

    private static string Text(IssueState state)
    {
        var text = state.Status.ToString().ToLowerInvariant();
        text += state.ResolvedInRelease is { } release ? $" in {release}" : "";
        text += state.IgnoredUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $" until {until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") : "";
        return text + (state.IgnoredEventsLeft is { } left ? string.Create(CultureInfo.InvariantCulture, $" for {left} events") : "");
    }
}
