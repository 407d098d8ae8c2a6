namespace Monitoring.ErrorTracking.Monitors;

/// <summary>A streak of failures that reached the threshold and has not recovered.</summary>
public sealed record MonitorIncident
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>When the threshold was reached.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
}
