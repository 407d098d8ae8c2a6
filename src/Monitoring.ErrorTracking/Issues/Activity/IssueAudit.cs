using System.Globalization;
using System.Xml;
using Monitoring.Auditing;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>What the audit log says about changes of issues.</summary>
internal static class IssueAudit
{
    /// <summary>The entry of a change; null when it does not say what kind of actor made it, as in stores of before, whose changes are audited.</summary>
    public static AuditEntry? Entry(SignalContext<ErrorIssueChanged> context)
    {
        var signal = context.Signal;
        if (signal.ActorKind is not { } actorKind)
        {
            return null;
        }

        var (action, before, after) = Describe(signal);
        return new AuditEntry
        {
            Id = context.Id,
            ProjectId = signal.ProjectId,
            At = context.OccurredAt,
            ActorKind = actorKind,
            ActorId = signal.ActorId,
            Door = signal.Door ?? "",
            Action = action,
            Subject = $"issue:{signal.IssueId}",
            Before = before,
            After = after,
        };
    }

    private static (string Action, string? Before, string? After) Describe(ErrorIssueChanged signal) => signal.Change switch
    {
        IssueTransitionKind.StatusChanged => ("issue.status-changed", Text(signal.StateBefore), Text(signal.StateAfter)),
        IssueTransitionKind.Assigned => ("issue.assigned", signal.AssigneeBefore, signal.AssigneeAfter),
        IssueTransitionKind.Merged => ("issue.merged", null, string.Join(", ", signal.Moved.Select(move => move.IssueId))),
        IssueTransitionKind.Unmerged => (
            "issue.unmerged", null, string.Join("; ", signal.Moved.Select(move => $"{string.Join(", ", move.Hashes)} to {move.IssueId}"))),
        IssueTransitionKind.Pinned => ("issue.event-pinned", null, signal.EventId?.ToString()),
        IssueTransitionKind.Unpinned => ("issue.event-unpinned", signal.EventId?.ToString(), null),
        IssueTransitionKind.Deleted => ("issue.deleted", signal.Title, null),
        _ => ($"issue.{signal.Change}".ToLowerInvariant(), null, null),
    };

    private static string? Text(IssueState? state)
    {
        if (state is null)
        {
            return null;
        }

        var text = state.Status.ToString().ToLowerInvariant();
        text += state.IsResolvedInNextRelease ? $" in the release after {string.Join(", ", state.ResolvedAfterReleases)}"
            : state.ResolvedInReleases.IsEmpty ? "" : $" in {string.Join(", ", state.ResolvedInReleases)}";
        text += state.Cause == IssueStateCause.Commit ? $" by {state.Reason}" : "";
        return text + (state.Conditions is { } conditions ? $" until {Text(conditions)}" : "");
    }

    private static string Text(IgnoreConditions conditions)
    {
        string?[] any =
        [
            conditions.Until is { } until ? Invariant($"{until.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z") : null,
            conditions.Events is { } events ? Invariant($"{events} events") : null,
            conditions.Users is { } users ? Invariant($"{users} users") : null,
            conditions.Rate is { } rate ? Invariant($"{rate.Count} events in {XmlConvert.ToString(rate.Window)}") : null,
            conditions.UntilEscalating ? "escalating" : null,
        ];
        return string.Join(" or ", any.OfType<string>());
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
