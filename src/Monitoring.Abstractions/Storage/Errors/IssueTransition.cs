using System.Collections.Immutable;
using Monitoring.Access;

namespace Monitoring.Storage.Errors;

/// <summary>
/// Something that happened to an issue, written in the same transaction as the change itself, for those who must hear
/// of it.
/// </summary>
public sealed record IssueTransition
{
    /// <summary>Its place in the store's list; grows, with gaps. A transition never appears below one already read.</summary>
    public required long Position { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>What happened.</summary>
    public required IssueTransitionKind Kind { get; init; }

    /// <summary>When: the receipt of the event, or the instant of the change.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The status after it.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>The issue's title at that moment.</summary>
    public required string Title { get; init; }

    /// <summary>The issue's level at that moment.</summary>
    public required ErrorLevel Level { get; init; }

    /// <summary>The event that caused it, or that somebody pinned or unpinned; <see langword="null"/> otherwise.</summary>
    public EventId? EventId { get; init; }

    /// <summary>The release of that event.</summary>
    public string? Release { get; init; }

    /// <summary>The environment of that event.</summary>
    public string? Environment { get; init; }

    /// <summary>The service of that event.</summary>
    public string? Service { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who caused it, or <see langword="null"/> when an event or retention did.</summary>
    public string? ActorId { get; init; }

    /// <summary>The kind of that actor, as <see cref="IssueUpdate.ActorKind"/> told it.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>The door of that actor, as <see cref="IssueUpdate.Door"/> told it.</summary>
    public string? Door { get; init; }

    /// <summary>The state before, as it was by then, where the state changed; <see langword="null"/> otherwise.</summary>
    public IssueState? StateBefore { get; init; }

    /// <summary>The state after, with cause and reason, where the state changed; <see langword="null"/> otherwise.</summary>
    public IssueState? StateAfter { get; init; }

    /// <summary>Of <see cref="IssueTransitionKind.Assigned"/>: who had it before, or <see langword="null"/> for nobody.</summary>
    public string? AssigneeBefore { get; init; }

    /// <summary>Of <see cref="IssueTransitionKind.Assigned"/>: who has it now, or <see langword="null"/> for nobody.</summary>
    public string? AssigneeAfter { get; init; }

    /// <summary>Of a merge, what came from which issue, in the order in which the sources were named; of an unmerge, what went where.</summary>
    public ImmutableArray<IssueMove> Moved { get; init; } = [];
}
