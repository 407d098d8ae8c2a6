using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>Something that somebody does to an issue. The subtypes are all there are.</summary>
public abstract record IssueChange
{
    private protected IssueChange()
    {
    }

    /// <summary>Sets the status.</summary>
    public sealed record SetState : IssueChange
    {
        /// <summary>The state after; <see cref="IssueLifecycle.Set"/> adds instant and counts.</summary>
        public required IssueState State { get; init; }
    }

    /// <summary>Assigns the issue, or takes the assignment back.</summary>
    public sealed record Assign : IssueChange
    {
        /// <summary>The <see cref="Access.Actor.Id"/> of the new assignee, or <see langword="null"/> for nobody.</summary>
        public required string? Assignee { get; init; }
    }

    /// <summary>Sets the status and assigns the issue, or takes the assignment back: both or neither, told as two transitions in this order.</summary>
    public sealed record SetStateAndAssign : IssueChange
    {
        /// <summary>The state after; <see cref="IssueLifecycle.Set"/> adds instant and counts.</summary>
        public required IssueState State { get; init; }

        /// <summary>The <see cref="Access.Actor.Id"/> of the new assignee, or <see langword="null"/> for nobody.</summary>
        public required string? Assignee { get; init; }
    }

    /// <summary>
    /// Moves all hashes of other issues of the same project to this one, which keeps its state and its assignee; the
    /// others are gone, their ids lead here. Sources that already lead here are passed over.
    /// </summary>
    public sealed record Merge : IssueChange
    {
        /// <summary>The issues to merge into this one, at least one, not itself.</summary>
        public required ImmutableArray<IssueId> Sources { get; init; }
    }

    /// <summary>
    /// Moves some hashes, with all that they have counted, to another issue. An issue that was merged into this one,
    /// directly or by way of others, and owned one of these hashes then is restored: with its old id, number, state
    /// and assignee, and the merges into it count again. Of several the one that was merged away last is taken.
    /// Otherwise a new issue is made, unresolved and ongoing.
    /// </summary>
    public sealed record Unmerge : IssueChange
    {
        /// <summary>The hashes to take out, at least one; events must have been counted both by these and by those that stay.</summary>
        public required ImmutableArray<GroupingHash> Hashes { get; init; }
    }

    /// <summary>
    /// Pins an event of the issue: its payload is not evicted for want of room, and it stays when the events of its day go. Refused when the payload is not
    /// there, or when the project has <see cref="ErrorStoreLimits.PinnedEvents"/> already; nothing is told of one that is pinned already.
    /// </summary>
    public sealed record Pin : IssueChange
    {
        /// <summary>The event.</summary>
        public required EventId EventId { get; init; }
    }

    /// <summary>Takes a pin back; of an event that is not pinned nothing is told. An event whose day went meanwhile goes at once.</summary>
    public sealed record Unpin : IssueChange
    {
        /// <summary>The event.</summary>
        public required EventId EventId { get; init; }
    }

    /// <summary>Deletes the issue with its events. A later event of one of its hashes opens a new issue; the old id leads nowhere.</summary>
    public sealed record Delete : IssueChange;
}
