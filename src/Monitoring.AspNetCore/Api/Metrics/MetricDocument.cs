using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

[Description("A metric that a project has.")]
internal sealed record MetricDocument
{
    [Description("The name; << other >> for those that found no place.")]
    public required string Name { get; init; }

    [Description("counter, gauge, distribution or set; null for those that found no place.")]
    public required string? Type { get; init; }

    [Description("The unit; empty for none.")]
    public required string Unit { get; init; }

    [Description("How many combinations of tags it has.")]
    public required int Series { get; init; }

    public required ImmutableArray<string> TagKeys { get; init; }

    public static MetricDocument Of(MetricInfo metric) => new()
    {
        Name = metric.Name,
        Type = metric.Type?.Name(),
        Unit = metric.Unit,
        Series = metric.Series,
        TagKeys = metric.TagKeys,
    };
}
