namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>A run that has begun and not ended.</summary>
internal sealed record OpenCheckIn
{
    public required Guid Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it has taken too long.</summary>
    public required DateTimeOffset TimeoutAt { get; init; }
}
