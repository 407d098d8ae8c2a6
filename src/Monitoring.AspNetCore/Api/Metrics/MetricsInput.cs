using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Metrics;

internal sealed record MetricsInput
{
    [Description("1 to 1,000 points.")]
    public required ImmutableArray<MetricInput> Metrics { get; init; }
}
