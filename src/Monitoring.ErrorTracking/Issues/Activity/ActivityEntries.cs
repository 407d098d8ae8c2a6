using System.Collections.Immutable;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>Makes entries of what the error store tells of.</summary>
internal static class ActivityEntries
{
    public static IssueActivity Of(SignalContext<ErrorIssueRegressed> context)
    {
        var signal = context.Signal;
        return ByEvent(context.Id, context.OccurredAt, signal, IssueActivityKind.Regressed, signal.EventId, signal.StateBefore, signal.StateAfter);
    }

    public static IssueActivity Of(SignalContext<ErrorIssueUnignored> context)
    {
        var signal = context.Signal;
        return ByEvent(context.Id, context.OccurredAt, signal, IssueActivityKind.Unignored, signal.EventId, signal.StateBefore, signal.StateAfter);
    }

    public static IssueActivity Of(SignalContext<ErrorIssueEscalated> context)
    {
        var signal = context.Signal;
        return ByEvent(context.Id, context.OccurredAt, signal, IssueActivityKind.Escalated, signal.EventId, signal.StateBefore, signal.StateAfter);
    }

    /// <summary>The entries of a change: that of the issue, and of an unmerge also that of the issue which was taken out.</summary>
    public static ImmutableArray<IssueActivity> Of(SignalContext<ErrorIssueChanged> context)
    {
        var signal = context.Signal;
        if (KindOf(signal.Change) is not { } kind)
        {
            return [];
        }

        var entry = new IssueActivity
        {
            Id = context.Id,
            ProjectId = signal.ProjectId,
            IssueId = signal.IssueId,
            At = context.OccurredAt,
            Kind = kind,
            ActorKind = signal.ActorKind,
            ActorId = signal.ActorId,
            Door = signal.Door,
            StateBefore = signal.StateBefore,
            StateAfter = signal.StateAfter,
            AssigneeBefore = signal.AssigneeBefore,
            AssigneeAfter = signal.AssigneeAfter,
            Moved = signal.Moved,
            EventId = signal.EventId,
        };
        return kind != IssueActivityKind.Unmerged ? [entry]
            : [entry, .. signal.Moved.Select(move => entry with { IssueId = move.IssueId, Kind = IssueActivityKind.SplitOff, Moved = [move with { IssueId = signal.IssueId }] })];
    }

    private static IssueActivity ByEvent(
        EntityId id, DateTimeOffset at, ErrorIssueSignal signal, IssueActivityKind kind, EventId cause, IssueState? before, IssueState? after) => new()
        {
            Id = id,
            ProjectId = signal.ProjectId,
            IssueId = signal.IssueId,
            At = at,
            Kind = kind,
            StateBefore = before,
            StateAfter = after,
            EventId = cause,
            Release = signal.Release,
            Environment = signal.Environment,
        };

    private static IssueActivityKind? KindOf(IssueTransitionKind change) => change switch
    {
        IssueTransitionKind.StatusChanged => IssueActivityKind.StatusChanged,
        IssueTransitionKind.Assigned => IssueActivityKind.Assigned,
        IssueTransitionKind.Merged => IssueActivityKind.Merged,
        IssueTransitionKind.Unmerged => IssueActivityKind.Unmerged,
        IssueTransitionKind.Pinned => IssueActivityKind.Pinned,
        IssueTransitionKind.Unpinned => IssueActivityKind.Unpinned,
        _ => null,
    };
}
