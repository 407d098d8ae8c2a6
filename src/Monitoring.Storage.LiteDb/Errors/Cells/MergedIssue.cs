namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>An issue that was merged away, as it was then, and where it went.</summary>
internal sealed record MergedIssue
{
    /// <summary>With the hashes that it owned then.</summary>
    public required IssueHead Head { get; init; }

    public required IssueId Into { get; init; }

    /// <summary>Grows with each merge.</summary>
    public required long Order { get; init; }
}
