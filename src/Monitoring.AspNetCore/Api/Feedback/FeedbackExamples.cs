namespace Monitoring.AspNetCore.Api.Feedback;

internal static class FeedbackExamples
{
    private static readonly FeedbackDocument Example = new()
    {
        Id = "5d2f6f0e6a3c4b0e8f2a0d3a3e9c1b77",
        ProjectId = "1",
        Message = "The card was declined, but my bank says it was not.",
        Name = "Ada",
        ContactEmail = "ada@shop.example",
        Url = "https://shop.example/checkout",
        AssociatedEventId = "9ec79c33ec9942ab8353589fcb2e04dc",
        IssueId = "42",
        ReplayId = null,
        Source = "widget",
        Environment = "production",
        Release = "shop@1.2.3",
        ReceivedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        Status = "unresolved",
    };

    public static ApiParameter Id { get; } = Parameters.Path("feedbackId", "The feedback: 32 hexadecimal digits, with or without dashes.", Example.Id);

    public static ApiParameter Status { get; } = Parameters.Query("status", "Only with this status.", "unresolved", "unresolved", "resolved", "spam");

    public static ApiContent One { get; } = ApiContent.Of(Example, FeedbackJson.Default.FeedbackDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Example], Next = null }, FeedbackJson.Default.ListDocumentFeedbackDocument);

    public static ApiContent Input { get; } = ApiContent.Of(new() { Status = "resolved" }, FeedbackJson.Default.FeedbackStatusInput);
}
