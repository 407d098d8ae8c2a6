using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>Something that happened to an issue, as it is shown to people.</summary>
public sealed record IssueActivity
{
    /// <summary>The entry's own id; the same however often it is written.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required IssueActivityKind Kind { get; init; }

    /// <summary>The kind of the actor who did it; <see langword="null"/> when an event did.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who did it; <see langword="null"/> when an event did. May identify a person.</summary>
    public string? ActorId { get; init; }

    /// <summary>The <see cref="Actor.Door"/> that the actor came through.</summary>
    public string? Door { get; init; }

    /// <summary>The state before, where it changed.</summary>
    public IssueState? StateBefore { get; init; }

    /// <summary>The state after, where it changed.</summary>
    public IssueState? StateAfter { get; init; }

    /// <summary>Of an assignment: who had the issue before, or <see langword="null"/> for nobody.</summary>
    public string? AssigneeBefore { get; init; }

    /// <summary>Of an assignment: who has it now, or <see langword="null"/> for nobody.</summary>
    public string? AssigneeAfter { get; init; }

    /// <summary>The hashes that moved between this issue and others: from them when merged or split off, to them when unmerged.</summary>
    public ImmutableArray<IssueMove> Moved { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What it is about: of a comment its id, of a link its address; <see langword="null"/> for all else.</summary>
    public string? Subject { get; init; }

    /// <summary>The event that caused it, or that was pinned or unpinned; <see langword="null"/> otherwise.</summary>
    public EventId? EventId { get; init; }

    /// <summary>The release of that event.</summary>
    public string? Release { get; init; }

    /// <summary>The environment of that event.</summary>
    public string? Environment { get; init; }
}
