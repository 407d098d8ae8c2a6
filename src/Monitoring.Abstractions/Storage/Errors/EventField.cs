namespace Monitoring.Storage.Errors;

/// <summary>The texts of an event of which there is one at most.</summary>
public enum EventField
{
    /// <summary><see cref="GroupedEvent.Environment"/>.</summary>
    Environment,

    /// <summary><see cref="GroupedEvent.Service"/>.</summary>
    Service,

    /// <summary><see cref="GroupedEvent.Release"/>.</summary>
    Release,

    /// <summary><see cref="GroupedEvent.Title"/>; the case of letters does not matter.</summary>
    Title,

    /// <summary><see cref="GroupedEvent.Culprit"/>; the case of letters does not matter.</summary>
    Culprit,

    /// <summary><see cref="GroupedEvent.Type"/>.</summary>
    Type,

    /// <summary><see cref="GroupedEvent.Platform"/>.</summary>
    Platform,

    /// <summary><see cref="GroupedEvent.TraceId"/>; the case of letters does not matter.</summary>
    Trace,

    /// <summary><see cref="GroupedEvent.EventId"/> as 32 hexadecimal digits; the case of letters does not matter.</summary>
    Id,
}
