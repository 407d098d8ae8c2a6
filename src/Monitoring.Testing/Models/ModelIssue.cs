using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Models;

/// <summary>An issue in the model. Its number is the store's to choose.</summary>
internal sealed record ModelIssue
{
    public required IssueId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required IssueState State { get; init; }

    public string? Assignee { get; init; }

    /// <summary>The issue that it went into, if it was merged away.</summary>
    public IssueId MergedInto { get; init; }

    /// <summary>What it owned when it was merged away.</summary>
    public GroupingHash[] MergedHashes { get; init; } = [];

    /// <summary>The merge by which it went, counted from the first.</summary>
    public int MergedAs { get; init; }

    public bool IsMergedAway => !MergedInto.IsDefault;
}
