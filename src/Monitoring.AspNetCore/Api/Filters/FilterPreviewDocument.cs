using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Filters;

namespace Monitoring.AspNetCore.Api.Filters;

[Description("What filters would have dropped of the last stored events.")]
internal sealed record FilterPreviewDocument
{
    [Description("How many events were looked at: at most 500, those of the issues that were seen last, at most ten of each.")]
    public required int Examined { get; init; }

    [Description("How many of them would have been dropped.")]
    public required int Matched { get; init; }

    [Description("How many could not be looked at, because nothing but their count is kept.")]
    public required int Skipped { get; init; }

    public required ImmutableArray<FilterCountDocument> Filters { get; init; }

    public static FilterPreviewDocument Of(FilterForecast forecast) => new()
    {
        Examined = forecast.Examined,
        Matched = forecast.Matched,
        Skipped = forecast.Skipped,
        Filters = [.. forecast.Filters.Select(filter => new FilterCountDocument { Filter = filter.Filter, Count = filter.Count, Examples = [.. filter.Examples.Select(id => id.ToString())] })],
    };
}
