using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Metrics;

namespace Monitoring.AspNetCore.Api.Metrics;

[Description("Values of a metric that belong together: of one instant, with the same tags.")]
internal sealed record MetricInput
{
    public required string Name { get; init; }

    [Description("counter, gauge, distribution or set.")]
    public required string Type { get; init; }

    [Description("One value; 'values' for several.")]
    public double? Value { get; init; }

    public ImmutableArray<double>? Values { get; init; }

    [Description("The things of a set, of which only hashes are kept.")]
    public ImmutableArray<string>? Members { get; init; }

    [Description("Such as millisecond or byte.")]
    public string? Unit { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    [Description("When; now when it is left out.")]
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The point; null when the type is none.</summary>
    public MetricPoint? ToPoint() => !MetricTypes.TryParse(Type, out var type) ? null : new MetricPoint
    {
        Name = Name,
        Type = type,
        Unit = Unit ?? "",
        Values = Value is { } value ? [value, .. Values ?? []] : Values ?? [],
        Members = [.. (Members ?? []).Select(member => member ?? "")],
        Tags = [.. (Tags ?? []).Select(tag => new MetricTag { Key = tag.Key, Value = tag.Value ?? "" })],
        Timestamp = Timestamp,
    };
}
