namespace Monitoring.AspNetCore.Api.Metrics;

internal sealed record MetricPointDocument
{
    public required DateTimeOffset Start { get; init; }

    public required double Value { get; init; }
}
