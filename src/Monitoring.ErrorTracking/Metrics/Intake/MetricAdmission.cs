namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>What becomes of a point on its way in.</summary>
/// <param name="Point">The point as it is kept; null when it is refused.</param>
/// <param name="Reason">Why it is refused or kept with less; null when it is kept as it came.</param>
/// <param name="Fault">What is wrong with it, with the field.</param>
internal sealed record MetricAdmission(MetricPoint? Point, string? Reason = null, string? Fault = null);
