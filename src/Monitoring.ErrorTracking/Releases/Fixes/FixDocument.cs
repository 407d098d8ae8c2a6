namespace Monitoring.ErrorTracking.Releases.Fixes;

/// <summary>That a commit was taken for the mending of an issue; it is so once.</summary>
internal sealed record FixDocument
{
    public required IssueId IssueId { get; init; }

    /// <summary>The commit's hash.</summary>
    public required string Commit { get; init; }

    /// <summary>The release that it was attached to.</summary>
    public required string Release { get; init; }

    public required DateTimeOffset At { get; init; }
}
