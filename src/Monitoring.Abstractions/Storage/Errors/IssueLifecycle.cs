namespace Monitoring.Storage.Errors;

/// <summary>
/// The life of an issue as one pure function. Every provider calls it inside the transaction of an append and
/// reimplements nothing, so that all of them agree when an issue comes back.
/// </summary>
public static class IssueLifecycle
{
    /// <summary>Says what events do to the state of an issue that was already there.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="delta">The events.</param>
    /// <param name="order">The order of the project's releases, or <see langword="null"/> when it has none.</param>
    public static IssueChangeOfState OnEvents(IssueState state, IssueDelta delta, IReleaseOrder? order = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delta.Events);
        return state.Status switch
        {
            IssueStatus.Resolved when ComesBack(state.ResolvedInRelease, delta, order) => Back(IssueSubstatus.Regressed, IssueTransitionKind.Regressed),
            IssueStatus.Ignored => OnIgnored(state, delta),
            _ => new IssueChangeOfState { State = state },
        };
    }

    private static IssueChangeOfState OnIgnored(IssueState state, IssueDelta delta)
    {
        var left = state.IgnoredEventsLeft - delta.Events;
        if (left <= 0 || delta.ReceivedAt >= state.IgnoredUntil)
        {
            return Back(IssueSubstatus.Ongoing, IssueTransitionKind.Unignored);
        }

        return new IssueChangeOfState { State = left == state.IgnoredEventsLeft ? state : state with { IgnoredEventsLeft = left } };
    }

    private static bool ComesBack(string? resolvedIn, IssueDelta delta, IReleaseOrder? order) =>
        resolvedIn is null || delta.Releases.Any(release => release is null || !(order?.Compare(release, resolvedIn) < 0));

    private static IssueChangeOfState Back(IssueSubstatus substatus, IssueTransitionKind transition) => new()
    {
        State = new IssueState { Status = IssueStatus.Unresolved, Substatus = substatus },
        Transition = transition,
    };
}
