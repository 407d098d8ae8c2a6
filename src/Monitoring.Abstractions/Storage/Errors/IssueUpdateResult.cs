namespace Monitoring.Storage.Errors;

/// <summary>What became of a change.</summary>
public sealed record IssueUpdateResult
{
    /// <summary>Whether it was applied, or why not.</summary>
    public required IssueUpdateOutcome Outcome { get; init; }

    /// <summary>The issue after the change or, on a conflict, as it is; <see langword="null"/> when it is not there, or no more.</summary>
    public IssueRow? Issue { get; init; }

    /// <summary>The issue that an unmerge made or restored.</summary>
    public IssueRow? Separated { get; init; }
}
