using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Asks for issues of a project.</summary>
public sealed record IssueSearch
{
    /// <summary>
    /// What the issues must be like: words that title or culprit contain, and <c>key:value</c> terms with the keys <c>is</c>
    /// (<c>unresolved</c>, <c>resolved</c>, <c>ignored</c>), <c>level</c>, <c>environment</c>, <c>release</c> and <c>service</c>.
    /// A <c>!</c> before a term turns it round; quotes hold blanks together. Empty or <see langword="null"/> for all issues.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>Their order.</summary>
    public IssueSort Sort { get; init; } = IssueSort.LastSeen;

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
