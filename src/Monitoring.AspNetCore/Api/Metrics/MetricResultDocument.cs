using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

[Description("The course of a metric.")]
internal sealed record MetricResultDocument
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Unit { get; init; }

    public required string Aggregation { get; init; }

    [Description("The length of the points: PT1H or P1D.")]
    public required TimeSpan Interval { get; init; }

    [Description("The one with the most values first.")]
    public required ImmutableArray<MetricSeriesDocument> Series { get; init; }

    [Description("Whether series beyond the first 100 were left out.")]
    public required bool IsPartial { get; init; }

    public static MetricResultDocument Of(MetricResult result) => new()
    {
        Name = result.Name,
        Type = result.Type.Name(),
        Unit = result.Unit,
        Aggregation = MetricWords.Of(result.Aggregation),
        Interval = result.Interval,
        Series = [.. result.Series.Select(MetricSeriesDocument.Of)],
        IsPartial = result.IsPartial,
    };
}
