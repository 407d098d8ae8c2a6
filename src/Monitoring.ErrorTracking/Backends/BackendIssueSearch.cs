using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>Asks a back end for issues.</summary>
public sealed record BackendIssueSearch
{
    /// <summary>
    /// What the issues must be like, in the language of the back end, such as <c>is:unresolved timeout</c>; empty or <see langword="null"/> for all issues. A Sentry
    /// server gets it as it is.
    /// </summary>
    public string? Query { get; init; }

    /// <summary>Their order.</summary>
    public IssueSort Sort { get; init; } = IssueSort.LastSeen;

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
