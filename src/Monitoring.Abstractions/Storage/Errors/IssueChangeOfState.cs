namespace Monitoring.Storage.Errors;

/// <summary>The answer of <see cref="IssueLifecycle"/>.</summary>
public sealed record IssueChangeOfState
{
    /// <summary>The state after; the same instance when nothing changed. Without a <see cref="Transition"/> it may have counted something, and is to be kept all the same.</summary>
    public required IssueState State { get; init; }

    /// <summary>The state that the event met: that before, as it was by then.</summary>
    public required IssueState Before { get; init; }

    /// <summary>What happened that others must hear of, or <see langword="null"/>.</summary>
    public IssueTransitionKind? Transition { get; init; }

    /// <summary>What the event did.</summary>
    public EventAppendOutcome Outcome => Transition switch
    {
        null => EventAppendOutcome.Added,
        IssueTransitionKind.Escalated when Before.Status == IssueStatus.Unresolved => EventAppendOutcome.Escalated,
        _ => EventAppendOutcome.Regressed,
    };
}
