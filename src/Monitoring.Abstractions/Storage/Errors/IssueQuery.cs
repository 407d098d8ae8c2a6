namespace Monitoring.Storage.Errors;

/// <summary>Asks for the issues of a project.</summary>
public sealed record IssueQuery
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>What the issues must be like, or <see langword="null"/> for all of them.</summary>
    public IssueFilter? Filter { get; init; }

    /// <summary>Their order.</summary>
    public IssueSort Sort { get; init; } = IssueSort.LastSeen;

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
