using System.ComponentModel;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.AspNetCore.Api.Outcomes;

internal sealed record OutcomeDocument
{
    [Description("error for events with and without exceptions, session, attachment and so on; unknown for items of unknown types and envelopes that were not read.")]
    public required string Category { get; init; }

    [Description("accepted, filtered, rate_limited, invalid, abuse or client_discard.")]
    public required string Outcome { get; init; }

    [Description("Why, in a word or two; empty when there is nothing to say.")]
    public required string Reason { get; init; }

    public required long Count { get; init; }

    [Description("The beginning of the hour or the day.")]
    public required DateTimeOffset Bucket { get; init; }

    public static OutcomeDocument Of(OutcomeCount count) => new()
    {
        Category = count.Category,
        Outcome = count.Outcome.Name(),
        Reason = count.Reason,
        Count = count.Count,
        Bucket = count.Bucket,
    };
}
