using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Models;

/// <summary>What the store said to a command; a part per kind of command.</summary>
internal sealed record ErrorAnswer
{
    public ImmutableArray<EventAppendResult> Results { get; init; } = [];

    public IssueUpdateResult? Update { get; init; }

    public RetentionResult? Retention { get; init; }

    public ImmutableArray<IssueId> Found { get; init; } = [];
}
