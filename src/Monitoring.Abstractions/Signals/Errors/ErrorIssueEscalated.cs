using Monitoring.Storage.Errors;

namespace Monitoring.Signals.Errors;

/// <summary>An ongoing issue, or one that was ignored until it escalates, comes more often than <see cref="EscalationForecast"/> lets expect.</summary>
public sealed record ErrorIssueEscalated : ErrorIssueSignal
{
    /// <summary>The event that passed the limit.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The state before: unresolved, or ignored.</summary>
    public IssueState? StateBefore { get; init; }

    /// <summary>The state after; its reason holds what was observed and the limit.</summary>
    public IssueState? StateAfter { get; init; }
}
