namespace Monitoring.ErrorTracking.Monitors.Reading;

/// <summary>A check-in, or why there is none.</summary>
internal readonly record struct CheckInReading(CheckInReport? Report, string? Fault);
