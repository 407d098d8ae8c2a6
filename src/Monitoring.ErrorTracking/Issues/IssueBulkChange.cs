using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>What shall become of several issues of a project: a status, an assignee, or both.</summary>
public sealed record IssueBulkChange
{
    /// <summary>How many issues one change reaches at most.</summary>
    public const int MaxIssues = 1000;

    /// <summary>The issues; those that match <see cref="Query"/> when it is empty.</summary>
    public ImmutableArray<IssueId> Issues { get; init; } = [];

    /// <summary>Without <see cref="Issues"/>: what the issues must match, in the language of the issue search; the first <see cref="MaxIssues"/>, last seen first, are changed.</summary>
    public string? Query { get; init; }

    /// <summary>The status to set, or <see langword="null"/> for none.</summary>
    public IssueStatusChange? Status { get; init; }

    /// <summary>Whether <see cref="Assignee"/> is set.</summary>
    public bool Assigns { get; init; }

    /// <summary>Who takes the issues; <see langword="null"/> for nobody.</summary>
    public string? Assignee { get; init; }
}
