using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("The transaction that an error happened in, with its figures of the day before and the hour after.")]
internal sealed record EventTransactionDocument
{
    [Description("The trace of the error; null when it names none.")]
    public required string? TraceId { get; init; }

    [Description("The figures; null when no transaction of the name was seen in that time.")]
    public required TransactionDetailsDocument? Transaction { get; init; }

    public static EventTransactionDocument Of(EventTransaction found) => new()
    {
        TraceId = found.TraceId,
        Transaction = found.Transaction is { } transaction ? TransactionDetailsDocument.Of(transaction) : null,
    };
}
