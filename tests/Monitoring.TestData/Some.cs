using Monitoring.ErrorTracking.Events;

namespace Monitoring.TestData;

/// <summary>Values of which a test does not care what they are.</summary>
public static partial class Some
{
    /// <summary>An instant.</summary>
    public static DateTimeOffset Instant { get; } = new(2026, 11, 22, 19, 39, 0, TimeSpan.Zero);

    /// <summary>The receipt of an event at <see cref="Instant"/>.</summary>
    public static EventReceipt Receipt() => new() { ReceivedAt = Instant, NewEventId = new EventId(new Guid("01234567-89ab-4def-8123-456789abcdef")) };
}
