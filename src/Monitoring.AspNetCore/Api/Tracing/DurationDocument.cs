using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("Durations of many, in milliseconds. Percentiles are within 1 % of the true ones; the rest is exact.")]
internal sealed record DurationDocument
{
    public required double Mean { get; init; }

    public required double P50 { get; init; }

    public required double P95 { get; init; }

    public required double P99 { get; init; }

    public required double Max { get; init; }

    public required double Sum { get; init; }

    public static DurationDocument Of(DurationFigures figures) => new()
    {
        Mean = figures.Mean,
        P50 = figures.P50,
        P95 = figures.P95,
        P99 = figures.P99,
        Max = figures.Max,
        Sum = figures.Sum,
    };
}
