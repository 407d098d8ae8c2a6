using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Storage.Errors;

namespace Monitoring.Signals.Errors;

/// <summary>Somebody changed an issue: its status, assignee, hashes, pinned events, or deleted it.</summary>
public sealed record ErrorIssueChanged : ErrorIssueSignal
{
    /// <summary>What was done.</summary>
    public required IssueTransitionKind Change { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>The kind of that actor; <see langword="null"/> when it was not told.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>The <see cref="Actor.Door"/> of that actor; <see langword="null"/> when it was not told.</summary>
    public string? Door { get; init; }

    /// <summary>The state before, where the state changed.</summary>
    public IssueState? StateBefore { get; init; }

    /// <summary>The state after, where the state changed.</summary>
    public IssueState? StateAfter { get; init; }

    /// <summary>Of an assignment: who had the issue before.</summary>
    public string? AssigneeBefore { get; init; }

    /// <summary>Of an assignment: who has it now.</summary>
    public string? AssigneeAfter { get; init; }

    /// <summary>Of a pin, the event that was pinned or unpinned.</summary>
    public EventId? EventId { get; init; }

    /// <summary>Of a merge, what came from which issue; of an unmerge, what went where.</summary>
    public ImmutableArray<IssueMove> Moved { get; init => field = value.IsDefault ? [] : value; } = [];
}
