namespace Monitoring.Storage.Errors;

/// <summary>What of a project may go.</summary>
public sealed record RetentionRule
{
    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>Events received before the UTC day of this instant go, payloads and rows, unless they are pinned; what they counted stays.</summary>
    public required DateTimeOffset EventsBefore { get; init; }

    /// <summary>Issues last seen before this instant go with all they counted; <see langword="null"/> keeps them.</summary>
    public DateTimeOffset? IssuesBefore { get; init; }

    /// <summary>The most bytes that the payloads of the project may have together, as they were appended; <see langword="null"/> for any number.</summary>
    public long? PayloadBytes { get; init; }

    /// <summary>When the rule is applied, UTC: the instant of what is told of issues that go.</summary>
    public required DateTimeOffset At { get; init; }
}
