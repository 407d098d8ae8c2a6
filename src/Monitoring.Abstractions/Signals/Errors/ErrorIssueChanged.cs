using Monitoring.Storage.Errors;

namespace Monitoring.Signals.Errors;

/// <summary>Somebody changed an issue: its status, assignee, hashes, or deleted it.</summary>
public sealed record ErrorIssueChanged : ErrorIssueSignal
{
    /// <summary>What was done.</summary>
    public required IssueTransitionKind Change { get; init; }

    /// <summary>The <see cref="Access.Actor.Id"/> of who did it.</summary>
    public required string ActorId { get; init; }
}
