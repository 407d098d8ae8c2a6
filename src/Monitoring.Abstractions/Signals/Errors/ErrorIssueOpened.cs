
namespace Monitoring.Signals.Errors;

/// <summary>The first event of an issue came.</summary>
public sealed record ErrorIssueOpened : ErrorIssueSignal
{
    /// <summary>The event that opened it.</summary>
    public required EventId EventId { get; init; }
}
