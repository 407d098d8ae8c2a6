using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Inspection;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("What a changed grouping would do to issues.")]
internal sealed record ForecastDocument
{
    [Description("Issues that would be one.")]
    public required ImmutableArray<ImmutableArray<string>> Merged { get; init; }

    [Description("Issues that would be several, with their events as they would be together.")]
    public required ImmutableArray<SplitDocument> Split { get; init; }

    [Description("How many issues were looked at.")]
    public required int Issues { get; init; }

    [Description("How many events were looked at.")]
    public required int Events { get; init; }

    [Description("How many events could not be looked at, because their payloads were not kept.")]
    public required int Skipped { get; init; }

    [Description("Whether all issues of the time were looked at; otherwise those that were seen last.")]
    public required bool IsComplete { get; init; }

    public static ForecastDocument Of(GroupingForecast forecast) => new()
    {
        Merged = [.. forecast.Merged.Select(issues => issues.Select(issue => issue.ToString()).ToImmutableArray())],
        Split = [.. forecast.Split.Select(SplitDocument.Of)],
        Issues = forecast.Issues,
        Events = forecast.Events,
        Skipped = forecast.Skipped,
        IsComplete = forecast.IsComplete,
    };
}
