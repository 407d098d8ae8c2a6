namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>A check-in as it is stored.</summary>
internal sealed record CheckInDocument
{
    public required EntityId MonitorId { get; init; }

    public required CheckIn CheckIn { get; init; }

    public static string KeyOf(EntityId monitor, Guid checkIn) => $"{monitor}/{checkIn:N}";
}
