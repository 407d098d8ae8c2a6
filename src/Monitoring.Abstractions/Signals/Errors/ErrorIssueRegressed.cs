namespace Monitoring.Signals.Errors;

/// <summary>An event of an issue came after the issue had been resolved, or after it had been ignored long enough.</summary>
public sealed record ErrorIssueRegressed : ErrorIssueSignal
{
    /// <summary>The event that brought it back.</summary>
    public required EventId EventId { get; init; }
}
