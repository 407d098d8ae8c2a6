using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("One view of an event, and its hash.")]
internal sealed record VariantDocument
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    [Description("The MD5 of the values as UTF-8, one after the other; null when it does not count.")]
    public required string? Hash { get; init; }

    public required bool Contributes { get; init; }

    public required string? Hint { get; init; }

    [Description("The contributing values in order.")]
    public required ImmutableArray<string> Values { get; init; }

    public required ComponentDocument? Component { get; init; }

    public static VariantDocument Of(GroupingVariant variant) => new()
    {
        Name = variant.Name,
        Type = variant.Type,
        Hash = variant.Hash?.ToString(),
        Contributes = variant.Contributes,
        Hint = variant.Hint,
        Values = variant.Values,
        Component = variant.Component is null ? null : ComponentDocument.Of(variant.Component),
    };
}
