using Monitoring.Access;

namespace Monitoring.Storage.Errors;

/// <summary>A change of an issue, with who makes it.</summary>
public sealed record IssueUpdate
{
    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>What to do.</summary>
    public required IssueChange Change { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who does it.</summary>
    public required string ActorId { get; init; }

    /// <summary>What kind of actor that is; <see langword="null"/> when it is not to be told.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>The <see cref="Actor.Door"/> that the actor came through; <see langword="null"/> when it is not to be told.</summary>
    public string? Door { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The <see cref="IssueRow.Version"/> that the change was made for, or <see langword="null"/> for any.</summary>
    public long? ExpectedVersion { get; init; }
}
