using Monitoring.ErrorTracking.Issues;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>What to change of an issue; at least one of the two.</summary>
public sealed record BackendIssueChange
{
    /// <summary>The status to set, with the conditions that end it; <see langword="null"/> to leave it.</summary>
    public IssueStatusChange? Status { get; init; }

    /// <summary>Whether to assign the issue.</summary>
    public bool Assigns { get; init; }

    /// <summary>
    /// With <see cref="Assigns"/>: who gets it, or <see langword="null"/> for nobody. Of the integrated back end a member of the project; of a Sentry server the name or
    /// mail address of a user there.
    /// </summary>
    public string? Assignee { get; init; }
}
