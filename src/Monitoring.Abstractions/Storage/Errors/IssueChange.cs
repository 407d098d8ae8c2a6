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
        /// <summary>The state after.</summary>
        public required IssueState State { get; init; }
    }

    /// <summary>Assigns the issue, or takes the assignment back.</summary>
    public sealed record Assign : IssueChange
    {
        /// <summary>The <see cref="Access.Actor.Id"/> of the new assignee, or <see langword="null"/> for nobody.</summary>
        public required string? Assignee { get; init; }
    }

    /// <summary>
    /// Moves all hashes of other issues of the same project to this one; the others are gone, their ids lead here.
    /// </summary>
    public sealed record Merge : IssueChange
    {
        /// <summary>The issues to merge into this one, at least one, not itself.</summary>
        public required ImmutableArray<IssueId> Sources { get; init; }
    }

    /// <summary>
    /// Moves some hashes, with all that they have counted, to another issue. An issue that was merged away and owned
    /// one of these hashes is restored under its old id; otherwise a new one is made.
    /// </summary>
    public sealed record Unmerge : IssueChange
    {
        /// <summary>The hashes to take out, at least one and not all of the issue's.</summary>
        public required ImmutableArray<GroupingHash> Hashes { get; init; }
    }

    /// <summary>Deletes the issue with its events. A later event of one of its hashes opens a new issue.</summary>
    public sealed record Delete : IssueChange;
}
