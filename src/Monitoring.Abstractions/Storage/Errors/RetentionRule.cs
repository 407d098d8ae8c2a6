namespace Monitoring.Storage.Errors;

/// <summary>What of a project may go.</summary>
public sealed record RetentionRule
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>Events received before the UTC day of this instant go, payloads and rows; what they counted stays.</summary>
    public required DateTimeOffset EventsBefore { get; init; }

    /// <summary>Issues last seen before this instant go with all they counted; <see langword="null"/> keeps them.</summary>
    public DateTimeOffset? IssuesBefore { get; init; }
}
