using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>What became of several issues. Each was a change of its own.</summary>
public sealed record IssueBulkResult
{
    /// <summary>Those that are as was asked for now.</summary>
    public required ImmutableArray<IssueId> Changed { get; init; }

    /// <summary>Those that are not, with the reason.</summary>
    public required ImmutableArray<IssueRefusal> Refused { get; init; }

    /// <summary>Whether more than <see cref="IssueBulkChange.MaxIssues"/> matched; the same change again goes on when what was changed no longer matches.</summary>
    public required bool HasMore { get; init; }
}
