using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>A status to set, with the conditions that end it.</summary>
public sealed record IssueStatusChange
{
    /// <summary>The status.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary>With <see cref="IssueStatus.Resolved"/>: the release that mends it; events of earlier releases do not bring it back.</summary>
    public string? InRelease { get; init; }

    /// <summary>With <see cref="IssueStatus.Ignored"/>: until when.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With <see cref="IssueStatus.Ignored"/>: for how many more events, at least 1.</summary>
    public long? Events { get; init; }
}
