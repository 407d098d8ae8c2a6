using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>Hashes that went from one issue to another, and the other issue: the one merged away, or the one taken out.</summary>
public sealed record IssueMove
{
    /// <summary>Of a merge, the issue that they came from; of an unmerge, the issue that they went to.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>The hashes, in order.</summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }
}
