using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("The figures of the transactions of one name and operation.")]
internal sealed record TransactionDocument
{
    [Description("The name, cleaned of identifiers; << other >> for those that found no place.")]
    public required string Name { get; init; }

    [Description("What kind of work it is; empty in the figures of all operations of a name.")]
    public required string Operation { get; init; }

    public required long Count { get; init; }

    [Description("How many failed, by the status of their trace.")]
    public required long Errors { get; init; }

    [Description("The part that failed, from 0 to 1.")]
    public required double ErrorRate { get; init; }

    [Description("(satisfied + tolerating / 2) / count, where satisfied took up to T, the project's threshold, and tolerating up to 4 T.")]
    public required double Apdex { get; init; }

    [Description("Distinct users, when the SDK names them.")]
    public required long Users { get; init; }

    public required DurationDocument DurationMilliseconds { get; init; }

    public static TransactionDocument Of(TransactionSummary summary) => new()
    {
        Name = summary.Name,
        Operation = summary.Operation,
        Count = summary.Count,
        Errors = summary.Errors,
        ErrorRate = summary.ErrorRate,
        Apdex = summary.Apdex,
        Users = summary.Users,
        DurationMilliseconds = DurationDocument.Of(summary.Duration),
    };
}
