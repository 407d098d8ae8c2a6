using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

internal sealed record TraceErrorDocument
{
    public required string EventId { get; init; }

    public required string IssueId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public static TraceErrorDocument Of(TraceError error) => new()
    {
        EventId = error.EventId.ToString(),
        IssueId = error.IssueId.ToString(),
        ReceivedAt = error.ReceivedAt,
    };
}
