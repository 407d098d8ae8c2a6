using System.Collections.Immutable;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>Makes entries of what the error store tells of.</summary>
internal static class ActivityEntries
{
    public static IssueActivity Of(SignalContext<ErrorIssueRegressed> context) => new()
    {
        Id = context.Id,
        ProjectId = context.Signal.ProjectId,
        IssueId = context.Signal.IssueId,
        At = context.OccurredAt,
        Kind = context.Signal.StateBefore?.Status == IssueStatus.Ignored ? IssueActivityKind.Unignored : IssueActivityKind.Regressed,
        StateBefore = context.Signal.StateBefore,
        StateAfter = context.Signal.StateAfter,
        EventId = context.Signal.EventId,
        Release = context.Signal.Release,
        Environment = context.Signal.Environment,
    };

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
        };
        return kind != IssueActivityKind.Unmerged ? [entry]
            : [entry, .. signal.Moved.Select(move => entry with { IssueId = move.IssueId, Kind = IssueActivityKind.SplitOff, Moved = [move with { IssueId = signal.IssueId }] })];
    }

    private static IssueActivityKind? KindOf(IssueTransitionKind change) => change switch
    {
        IssueTransitionKind.StatusChanged => IssueActivityKind.StatusChanged,
        IssueTransitionKind.Assigned => IssueActivityKind.Assigned,
        IssueTransitionKind.Merged => IssueActivityKind.Merged,
        IssueTransitionKind.Unmerged => IssueActivityKind.Unmerged,
        _ => null,
    };
}
