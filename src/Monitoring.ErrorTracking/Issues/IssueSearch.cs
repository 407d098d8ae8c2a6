using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Asks for issues of a project.</summary>
public sealed record IssueSearch
{
    /// <summary>
    /// What the issues must be like, in the language of docs/search.md: words, <c>key:value</c> terms such as <c>is:unresolved</c>, <c>release:1.2.*</c>,
    /// <c>timesSeen:&gt;100</c> and <c>firstSeen:-24h</c>, tags by their names, <c>!</c>, <c>OR</c> and parentheses. Empty or <see langword="null"/> for all issues.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>Their order.</summary>
    public IssueSort Sort { get; init; } = IssueSort.LastSeen;

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
