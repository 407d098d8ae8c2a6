namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>A monitor as it is stored, under its slug.</summary>
internal sealed record MonitorDocument
{
    public required EntityId Id { get; init; }

    public required string Slug { get; init; }

    public required MonitorSettings Settings { get; init; }

    public required MonitorStatus Status { get; init; }

    /// <summary>Grows when what is expected must be reckoned anew.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The monitor with other settings.</summary>
    public MonitorDocument With(MonitorSettings settings) => this with
    {
        Settings = settings,
        Revision = settings.Schedule == Settings.Schedule && settings.TimeZone == Settings.TimeZone && settings.Margin == Settings.Margin ? Revision : Revision + 1,
    };

    /// <summary>The monitor with another status. What was not looked after is expected from now on.</summary>
    public MonitorDocument With(MonitorStatus status) => this with
    {
        Status = status,
        Revision = (status == MonitorStatus.Disabled) == (Status == MonitorStatus.Disabled) ? Revision : Revision + 1,
    };
}
