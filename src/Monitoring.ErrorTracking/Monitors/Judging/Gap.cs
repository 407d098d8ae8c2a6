namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>A stretch of time in which no check-in could be heard.</summary>
internal sealed record Gap
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Whether something that may come from an instant on, and must come before another, may have come in the gap.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From < to && from <= To;
}
