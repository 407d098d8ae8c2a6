using System.Collections.Immutable;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>An issue that was merged away: where it went, and what it owned then, so that an unmerge can restore it.</summary>
internal sealed record MergedIssue
{
    public required Issue Issue { get; init; }

    public required IssueId Into { get; init; }

    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>Grows with each merge.</summary>
    public required long Order { get; init; }
}
