using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>An event that has been stored.</summary>
public sealed record IngestedEvent
{
    /// <summary>The event's id.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The issue that it belongs to.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>What it did to the issue.</summary>
    public required EventAppendOutcome Outcome { get; init; }
}
