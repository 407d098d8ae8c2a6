namespace Monitoring.ErrorTracking.Issues;

/// <summary>An issue that was not changed.</summary>
public sealed record IssueRefusal
{
    /// <summary>The issue.</summary>
    public required IssueId Id { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
