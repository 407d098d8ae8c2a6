using Monitoring.Storage.Errors;

namespace Monitoring.Signals.Errors;

/// <summary>An event of an issue came after the issue had been resolved; the state after says by which release.</summary>
public sealed record ErrorIssueRegressed : ErrorIssueSignal
{
    /// <summary>The event that brought it back.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The state before: resolved, with the releases; <see langword="null"/> when it was not told.</summary>
    public IssueState? StateBefore { get; init; }

    /// <summary>The state after; <see langword="null"/> when it was not told.</summary>
    public IssueState? StateAfter { get; init; }
}
