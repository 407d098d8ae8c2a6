namespace Monitoring.ErrorTracking.Monitors;

/// <summary>One run of a job, or one that did not come.</summary>
public sealed record CheckIn
{
    /// <summary>Its id: that of the sender, or one of ours.</summary>
    public required Guid Id { get; init; }

    /// <summary>How it stands.</summary>
    public required CheckInStatus Status { get; init; }

    /// <summary>Where the job runs, such as <c>production</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>When it began, by the clock of the receiver; for a missed one when it was expected.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, or when it was judged; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When a run was expected by the schedule, as far as that was known.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>How long it took: as the sender says, else from its beginning to its end; <see langword="null"/> when neither is known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether its end came after it had been judged; the judgement stands, the record was completed.</summary>
    public bool IsLate { get; init; }

    /// <summary>The release that ran, at most 200 characters, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>The trace that the run belongs to, 32 hexadecimal digits, or <see langword="null"/>.</summary>
    public string? TraceId { get; init; }
}
