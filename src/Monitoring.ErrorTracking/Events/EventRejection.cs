namespace Monitoring.ErrorTracking.Events;

/// <summary>Why nothing of an event could be kept. Any other fault only costs the field that has it.</summary>
public enum EventRejection
{
    /// <summary>The payload is no JSON, even after repairing what can be repaired.</summary>
    NotJson,

    /// <summary>The payload is JSON, but no object.</summary>
    NotAnObject,

    /// <summary>The payload is longer than an event may be.</summary>
    TooLarge,

    /// <summary>A transaction without a trace context or times, or one that ends before it starts.</summary>
    InvalidTransaction,
}
