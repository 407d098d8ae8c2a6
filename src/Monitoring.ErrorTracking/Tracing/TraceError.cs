namespace Monitoring.ErrorTracking.Tracing;

/// <summary>An error that happened in a trace.</summary>
public sealed record TraceError
{
    /// <summary>The event.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The issue that it belonged to when it was stored; it may have been merged since, which its id leads through.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
