using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("The figures of an hour or a day. Buckets without any have no point.")]
internal sealed record TransactionPointDocument
{
    public required DateTimeOffset Start { get; init; }

    public required long Count { get; init; }

    public required long Errors { get; init; }

    public required double Apdex { get; init; }

    public required DurationDocument DurationMilliseconds { get; init; }

    public static TransactionPointDocument Of(TransactionPoint point) => new()
    {
        Start = point.Start,
        Count = point.Count,
        Errors = point.Errors,
        Apdex = point.Apdex,
        DurationMilliseconds = DurationDocument.Of(point.Duration),
    };
}
