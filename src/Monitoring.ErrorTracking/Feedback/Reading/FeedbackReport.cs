namespace Monitoring.ErrorTracking.Feedback.Reading;

/// <summary>Feedback as it was read; scrubbed, cut, and without signs that steer.</summary>
internal sealed record FeedbackReport
{
    public EventId? Id { get; init; }

    public required string Message { get; init; }

    public string? Name { get; init; }

    public string? ContactEmail { get; init; }

    public string? Url { get; init; }

    public EventId? AssociatedEventId { get; init; }

    public string? ReplayId { get; init; }

    public required string Source { get; init; }

    public string? Environment { get; init; }

    public string? Release { get; init; }
}
