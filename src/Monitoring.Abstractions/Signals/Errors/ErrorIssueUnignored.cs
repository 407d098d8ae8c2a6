using Monitoring.Storage.Errors;

namespace Monitoring.Signals.Errors;

/// <summary>An event met a condition that an issue was ignored until; <see cref="IssueState.Cause"/> of the state after says which.</summary>
public sealed record ErrorIssueUnignored : ErrorIssueSignal
{
    /// <summary>The event that brought it back.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The state before, with the conditions; <see langword="null"/> when it was not told.</summary>
    public IssueState? StateBefore { get; init; }

    /// <summary>The state after: escalating, or ongoing when a time had passed; <see langword="null"/> when it was not told.</summary>
    public IssueState? StateAfter { get; init; }
}
