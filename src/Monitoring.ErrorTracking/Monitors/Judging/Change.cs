namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>A change of an incident that others want to hear of.</summary>
internal sealed record Change
{
    /// <summary>Whether the monitor has failed; otherwise it has recovered.</summary>
    public required bool IsFailure { get; init; }

    public required MonitorIncident Incident { get; init; }

    /// <summary>The check-in that reached the threshold.</summary>
    public required CheckIn CheckIn { get; init; }

    /// <summary>How many in a row there were then.</summary>
    public required int Streak { get; init; }
}
