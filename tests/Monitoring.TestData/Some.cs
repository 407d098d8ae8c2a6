using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.Storage.Errors;
using Monitoring.TestData.Events;

namespace Monitoring.TestData;

/// <summary>Values of which a test does not care what they are, the same each time.</summary>
public static class Some
{
    /// <summary>An instant.</summary>
    public static DateTimeOffset Instant { get; } = new(2026, 11, 22, 19, 39, 0, TimeSpan.Zero);

    /// <summary>The id of an event.</summary>
    public static EventId EventId { get; } = new(new Guid("01234567-89ab-4def-8123-456789abcdef"));

    /// <summary>The receipt of an event at <see cref="Instant"/>.</summary>
    public static EventReceipt Receipt() => new() { ReceivedAt = Instant, NewEventId = EventId };

    /// <summary>The JSON of an event with an exception chain, breadcrumbs, contexts and all else, as the .NET SDK writes it.</summary>
    public static byte[] Payload(int seed = 1) => DotnetEvents.Write(new Random(seed), seed, Instant);

    /// <summary>A normalised event with one exception.</summary>
    public static ErrorEvent Event(string type = "System.InvalidOperationException", string value = "The cart is empty", int frames = 3) => new()
    {
        Id = EventId,
        Type = EventTypes.Error,
        Level = ErrorLevel.Error,
        Timestamp = Instant,
        ReceivedAt = Instant,
        Platform = "csharp",
        Release = "shop@1.2.3",
        Environment = "production",
        Exceptions = [Exception(type, value, frames)],
    };

    /// <summary>A normalised event with a message alone.</summary>
    public static ErrorEvent Message(string text = "Disk 93% full") => Event() with { Type = EventTypes.Default, Exceptions = [], Message = new LogEntry { Formatted = text } };

    /// <summary>An exception.</summary>
    public static ExceptionInfo Exception(string type = "System.InvalidOperationException", string value = "The cart is empty", int frames = 3) => new()
    {
        Type = type,
        Value = value,
        StackTrace = frames == 0 ? null : new StackTrace { Frames = Frames(frames) },
    };

    /// <summary>Frames, the oldest first; every other one belongs to the application, the newest among them.</summary>
    public static ImmutableArray<StackFrame> Frames(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => new StackFrame
        {
            Function = $"Step{index}",
            Module = $"Shop.Module{index}",
            FileName = $"Module{index}.cs",
            AbsolutePath = $"/src/Module{index}.cs",
            LineNumber = 10 + index,
            InApp = (count - index) % 2 == 1,
        }),
    ];
}
