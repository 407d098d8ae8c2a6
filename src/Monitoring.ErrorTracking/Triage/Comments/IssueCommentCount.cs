namespace Monitoring.ErrorTracking.Triage.Comments;

/// <summary>How many comments an issue has.</summary>
public sealed record IssueCommentCount
{
    /// <summary>The issue.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }
}
