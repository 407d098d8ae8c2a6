using System.Text.Json;

namespace Monitoring.ErrorTracking.Monitors.Storing;

/// <summary>What a timer must know to find what it is about.</summary>
internal sealed record TimerPayload
{
    public required EntityId MonitorId { get; init; }

    public required string Slug { get; init; }

    /// <summary>The environment; null for a timer of the whole monitor.</summary>
    public string? Environment { get; init; }

    public static TimerPayload Of(MonitorDocument monitor, string? environment = null) =>
        new() { MonitorId = monitor.Id, Slug = monitor.Slug, Environment = environment };

    public static TimerPayload? Read(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize(bytes.Span, MonitorJson.Default.TimerPayload);

    public ReadOnlyMemory<byte> ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, MonitorJson.Default.TimerPayload);
}
