using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>A status to set, with the conditions that end it.</summary>
public sealed record IssueStatusChange
{
    /// <summary>The status.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>
    /// With <see cref="IssueStatus.Resolved"/>: the releases that mend it, one for each branch, at most 20; events of releases before them do not bring it back.
    /// </summary>
    public ImmutableArray<string> InReleases { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// With <see cref="IssueStatus.Resolved"/>: a release that is not there yet mends it. Events of the releases that are known now, and of
    /// those before the newest of them, do not bring it back.
    /// </summary>
    public bool InNextRelease { get; init; }

    /// <summary>With <see cref="IssueStatus.Ignored"/>: what ends it; <see langword="null"/> for ever.</summary>
    public IgnoreConditions? Ignore { get; init; }
}
