using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("What is known of a trace.")]
internal sealed record TraceDocument
{
    public required string TraceId { get; init; }

    public required ImmutableArray<TraceErrorDocument> Errors { get; init; }

    [Description("Those of its transactions that were kept.")]
    public required ImmutableArray<TraceTransactionDocument> Transactions { get; init; }

    [Description("From when on was looked; later than asked for when there was too much to look through.")]
    public required DateTimeOffset SearchedFrom { get; init; }

    public static TraceDocument Of(TraceDetails trace) => new()
    {
        TraceId = trace.TraceId,
        Errors = [.. trace.Errors.Select(TraceErrorDocument.Of)],
        Transactions = [.. trace.Transactions.Select(TraceTransactionDocument.Of)],
        SearchedFrom = trace.SearchedFrom,
    };
}
