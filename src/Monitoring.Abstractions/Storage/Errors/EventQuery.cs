namespace Monitoring.Storage.Errors;

/// <summary>Asks for the events of an issue, the last received first.</summary>
public sealed record EventQuery
{
    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>Only events of this environment, or <see langword="null"/> for all.</summary>
    public string? Environment { get; init; }

    /// <summary>Only events whose payload is kept.</summary>
    public bool OnlyKept { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
