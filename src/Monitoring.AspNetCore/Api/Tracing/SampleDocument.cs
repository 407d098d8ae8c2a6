using System.ComponentModel;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

[Description("One transaction that was kept because it was slow.")]
internal sealed record SampleDocument
{
    public required string TraceId { get; init; }

    [Description("The id that its SDK gave it; null for one that came as a span.")]
    public required string? EventId { get; init; }

    public required double DurationMilliseconds { get; init; }

    [Description("When it ended.")]
    public required DateTimeOffset At { get; init; }

    public required string? Release { get; init; }

    public required bool HasFailed { get; init; }

    public static SampleDocument Of(TransactionSample sample) => new()
    {
        TraceId = sample.TraceId,
        EventId = sample.EventId?.ToString(),
        DurationMilliseconds = sample.Milliseconds,
        At = sample.At,
        Release = sample.Release,
        HasFailed = sample.HasFailed,
    };
}
