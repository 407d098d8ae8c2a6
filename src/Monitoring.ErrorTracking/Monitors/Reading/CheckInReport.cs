namespace Monitoring.ErrorTracking.Monitors.Reading;

/// <summary>A check-in as it was sent.</summary>
internal sealed record CheckInReport
{
    /// <summary>The id of the run; <see langword="null"/> for the one that began last and has not ended.</summary>
    public required Guid? Id { get; init; }

    public required string Slug { get; init; }

    /// <summary>The monitor's name as it was written, for one that is made by this check-in.</summary>
    public required string Name { get; init; }

    /// <summary>One of those that senders can tell.</summary>
    public required CheckInStatus Status { get; init; }

    public required string Environment { get; init; }

    public TimeSpan? Duration { get; init; }

    public string? Release { get; init; }

    public string? TraceId { get; init; }

    /// <summary>What is expected of the monitor; <see langword="null"/> when the sender leaves it as it is.</summary>
    public MonitorSettings? Settings { get; init; }
}
