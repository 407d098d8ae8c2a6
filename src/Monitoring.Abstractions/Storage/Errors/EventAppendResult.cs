namespace Monitoring.Storage.Errors;

/// <summary>What became of one event of a batch.</summary>
public sealed record EventAppendResult
{
    /// <summary>What the event did.</summary>
    public required EventAppendOutcome Outcome { get; init; }

    /// <summary>The issue that the event belongs to, also for a duplicate; <see langword="default"/> for a duplicate of an event that is gone.</summary>
    public required IssueId IssueId { get; init; }
}
