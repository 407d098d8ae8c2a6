namespace Monitoring.Storage.Errors;

/// <summary>The answer of <see cref="IssueLifecycle"/>.</summary>
public sealed record IssueChangeOfState
{
    /// <summary>The state after; the same instance when nothing changed.</summary>
    public required IssueState State { get; init; }

    /// <summary>What happened that others must hear of, or <see langword="null"/>.</summary>
    public IssueTransitionKind? Transition { get; init; }
}
