using Monitoring.Access;

namespace Monitoring.ErrorTracking.Discards;

/// <summary>A hash whose events are dropped before they are stored.</summary>
public sealed record DiscardedHash
{
    /// <summary>The hash.</summary>
    public required GroupingHash Hash { get; init; }

    /// <summary>The issue that it belonged to; gone by now.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>What the issue was called. May hold personal data that the project does not have scrubbed.</summary>
    public required string Title { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of who discarded it.</summary>
    public required string ActorId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
