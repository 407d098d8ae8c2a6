namespace Monitoring.Storage.Errors;

/// <summary>A change of an issue, with who makes it.</summary>
public sealed record IssueUpdate
{
    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>What to do.</summary>
    public required IssueChange Change { get; init; }

    /// <summary>The <see cref="Access.Actor.Id"/> of who does it.</summary>
    public required string ActorId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The <see cref="IssueRow.Version"/> that the change was made for, or <see langword="null"/> for any.</summary>
    public long? ExpectedVersion { get; init; }
}
