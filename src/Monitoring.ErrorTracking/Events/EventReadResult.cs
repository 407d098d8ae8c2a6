namespace Monitoring.ErrorTracking.Events;

/// <summary>A normalised event, or why there is none.</summary>
public sealed record EventReadResult
{
    /// <summary>The event; <see langword="null"/> when it was rejected.</summary>
    public ErrorEvent? Event { get; init; }

    /// <summary>Why it was rejected; <see langword="null"/> when it was not.</summary>
    public EventRejection? Rejection { get; init; }

    /// <summary>The rejection in a sentence. Holds no data of the event.</summary>
    public string? Message { get; init; }
}
