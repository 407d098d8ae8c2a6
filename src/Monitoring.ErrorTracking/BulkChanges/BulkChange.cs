using System.Collections.Immutable;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.ErrorTracking.BulkChanges;

/// <summary>The same change of many issues of a project, named one by one or found by a search.</summary>
public sealed record BulkChange
{
    /// <summary>The issues, 1 to 1,000; empty when <see cref="Query"/> finds them.</summary>
    public ImmutableArray<IssueId> Issues { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A search for issues, all of which are changed that match when the job looks for them; <see langword="null"/> when <see cref="Issues"/> names them.</summary>
    public string? Query { get; init; }

    /// <summary>The status to set, or <see langword="null"/>.</summary>
    public IssueStatusChange? Status { get; init; }

    /// <summary>Whether the issues are assigned, or their assignment is taken back.</summary>
    public bool Assigns { get; init; }

    /// <summary>Whom they are assigned to, or <see langword="null"/> for nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>Whether the issues are deleted with their events; goes alone.</summary>
    public bool Deletes { get; init; }
}
