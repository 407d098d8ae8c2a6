using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("The figures of the spans of one operation and description.")]
internal sealed record SpanDocument
{
    public required string Operation { get; init; }

    [Description("The shape of a query, a cleaned address or a text without identifiers; << other >> for those that found no place.")]
    public required string Description { get; init; }

    public required long Count { get; init; }

    [Description("How many failed, by their status.")]
    public required long Errors { get; init; }

    [Description("The part that failed, from 0 to 1.")]
    public required double ErrorRate { get; init; }

    public required DurationDocument DurationMilliseconds { get; init; }

    public static SpanDocument Of(SpanSummary summary) => new()
    {
        Operation = summary.Operation,
        Description = summary.Description,
        Count = summary.Count,
        Errors = summary.Errors,
        ErrorRate = summary.ErrorRate,
        DurationMilliseconds = DurationDocument.Of(summary.Duration),
    };
}
