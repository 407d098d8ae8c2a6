using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

internal sealed record TraceTransactionDocument
{
    public required string Name { get; init; }

    public required string Operation { get; init; }

    public required string Environment { get; init; }

    public required SampleDocument Sample { get; init; }

    public static TraceTransactionDocument Of(TraceTransaction transaction) => new()
    {
        Name = transaction.Name,
        Operation = transaction.Operation,
        Environment = transaction.Environment,
        Sample = SampleDocument.Of(transaction.Sample),
    };
}
