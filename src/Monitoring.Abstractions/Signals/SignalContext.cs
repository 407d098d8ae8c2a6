namespace Monitoring.Signals;

/// <summary>A signal on its way to a handler.</summary>
/// <typeparam name="T">The type of the signal.</typeparam>
public sealed record SignalContext<T>
    where T : class, ISignal
{
    /// <summary>The signal.</summary>
    public required T Signal { get; init; }

    /// <summary>
    /// The signal's id, the same in each delivery. A handler whose effect must happen once keeps it with the effect.
    /// </summary>
    public required EntityId Id { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>How often it has been delivered to this subscription, this time included.</summary>
    public required int Attempt { get; init; }
}
