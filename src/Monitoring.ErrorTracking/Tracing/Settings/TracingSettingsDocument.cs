namespace Monitoring.ErrorTracking.Tracing.Settings;

internal sealed record TracingSettingsDocument
{
    public const string Key = "tracing";

    public required double ApdexThresholdMilliseconds { get; init; }
}
