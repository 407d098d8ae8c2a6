using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("A transaction name with its course over time and its slowest samples.")]
internal sealed record TransactionDetailsDocument
{
    public required TransactionDocument Summary { get; init; }

    [Description("The length of the points: PT1H for up to seven days, else P1D.")]
    public required TimeSpan Interval { get; init; }

    public required ImmutableArray<TransactionPointDocument> Series { get; init; }

    [Description("The slowest, at most ten.")]
    public required ImmutableArray<SampleDocument> Samples { get; init; }

    public static TransactionDetailsDocument Of(TransactionDetails details) => new()
    {
        Summary = TransactionDocument.Of(details.Summary),
        Interval = details.Interval,
        Series = [.. details.Series.Select(TransactionPointDocument.Of)],
        Samples = [.. details.Samples.Select(SampleDocument.Of)],
    };
}
