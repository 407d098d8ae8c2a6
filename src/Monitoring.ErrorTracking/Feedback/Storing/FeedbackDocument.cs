using Monitoring.ErrorTracking.Feedback.Reading;

namespace Monitoring.ErrorTracking.Feedback.Storing;

/// <summary>
/// Feedback as it is stored. Its issue is found by the hash of the event, so that merging and unmerging issues takes it along.
/// </summary>
internal sealed record FeedbackDocument
{
    public required EventId Id { get; init; }

    public required FeedbackReport Report { get; init; }

    /// <summary>The primary hash of the event that it is about; null while that has not come.</summary>
    public string? Hash { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required FeedbackStatus Status { get; init; }

    public string Key => Id.ToString();

    /// <summary>Whether it is about an event that has not been seen.</summary>
    public bool IsPending => Hash is null && Report.AssociatedEventId is not null;
}
