using System.ComponentModel;
using Monitoring.ErrorTracking.Feedback;

namespace Monitoring.AspNetCore.Api.Feedback;

[Description("What a user says. Its texts were scrubbed and may hold personal data.")]
internal sealed record FeedbackDocument
{
    [Description("32 hexadecimal digits; its attachments are listed at projects/{p}/events/{id}/attachments.")]
    public required string Id { get; init; }

    public required string ProjectId { get; init; }

    public required string Message { get; init; }

    public required string? Name { get; init; }

    [Description("The address that the user gave to be answered at; it is not checked.")]
    public required string? ContactEmail { get; init; }

    [Description("The page that the user was on.")]
    public required string? Url { get; init; }

    [Description("The event that it is about, whether or not that is there.")]
    public required string? AssociatedEventId { get; init; }

    [Description("The issue of that event as it is now; null when the event has not come.")]
    public required string? IssueId { get; init; }

    public required string? ReplayId { get; init; }

    [Description("Where it came from, as the sender says; user_report for one in the old form.")]
    public required string Source { get; init; }

    public required string? Environment { get; init; }

    public required string? Release { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    [Description("unresolved, resolved or spam.")]
    public required string Status { get; init; }

    public static FeedbackDocument Of(UserFeedback feedback) => new()
    {
        Id = feedback.Id.ToString(),
        ProjectId = feedback.ProjectId.ToString(),
        Message = feedback.Message,
        Name = feedback.Name,
        ContactEmail = feedback.ContactEmail,
        Url = feedback.Url,
        AssociatedEventId = feedback.AssociatedEventId?.ToString(),
        IssueId = feedback.IssueId?.ToString(),
        ReplayId = feedback.ReplayId,
        Source = feedback.Source,
        Environment = feedback.Environment,
        Release = feedback.Release,
        ReceivedAt = feedback.ReceivedAt,
        Status = Words.Of(feedback.Status),
    };
}
