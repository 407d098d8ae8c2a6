using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

internal sealed record MetricWriteDocument
{
    [Description("How many points are stored.")]
    public required int Accepted { get; init; }

    [Description("What was refused or kept with less than it said: the place of the point and why.")]
    public required ImmutableArray<string> Problems { get; init; }

    public static MetricWriteDocument Of(MetricWriteResult result) => new() { Accepted = result.Accepted, Problems = result.Problems };
}
