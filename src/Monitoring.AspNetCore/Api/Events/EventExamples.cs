namespace Monitoring.AspNetCore.Api.Events;

internal static class EventExamples
{
    private static readonly EventDocument Event = new()
    {
        Id = "9ec79c33ec9942ab8353589fcb2e04dc",
        IssueId = "42",
        ProjectId = "1",
        Timestamp = new DateTimeOffset(2026, 11, 22, 12, 0, 0, 500, TimeSpan.Zero),
        ReceivedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 1, TimeSpan.Zero),
        Platform = "csharp",
        Level = "error",
        Title = "PaymentDeclinedException: The card has expired",
        Tags = [new() { Key = "environment", Value = "production" }],
        Hashes = ["0cc175b9c0f1b6a831c399e269772661"],
        HasPayload = true,
        Pinned = false,
        Payload = default,
    };

    public static ApiParameter Parameter { get; } =
        Parameters.Path("eventId", "The event: 32 hexadecimal digits, with or without dashes.", Event.Id);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Event], Next = null }, EventJson.Default.FoundEventsDocument);

    public static ApiContent Found { get; } = ApiContent.Of(
        new() { Items = [Event], Next = "MTAwMA", From = Event.ReceivedAt.AddDays(-14), To = Event.ReceivedAt, Partial = true },
        EventJson.Default.FoundEventsDocument);

    public static ApiContent One { get; } = ApiContent.Of(
        Event with
        {
            Payload = """
            {"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","platform":"csharp","level":"error","exception":{"values":[{"type":"PaymentDeclinedException","value":"The card has expired"}]}}
            """u8.ToArray(),
        },
        EventJson.Default.EventDocument);

    public static ApiContent Pinned { get; } = ApiContent.Of(Event with { Pinned = true }, EventJson.Default.EventDocument);

    public static ApiContent Changes { get; } = ApiContent.Of(new() { Pinned = true }, EventJson.Default.EventChanges);

    public static ApiContent Raw { get; } = new()
    {
        ContentType = EventEndpoints.Envelope,
        Example = """
        {"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}
        {"type":"event","length":41}
        {"message":{"formatted":"Payment failed"}}
        """u8.ToArray(),
    };
}
