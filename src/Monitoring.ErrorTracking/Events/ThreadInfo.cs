using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>A thread of the process.</summary>
public sealed record ThreadInfo
{
    /// <summary>The id of the thread.</summary>
    public string? Id { get; init; }

    /// <summary>The name of the thread.</summary>
    public string? Name { get; init; }

    /// <summary>What the thread was doing, in the words of the runtime.</summary>
    public string? State { get; init; }

    /// <summary>Whether the thread crashed the process.</summary>
    public bool? IsCrashed { get; init; }

    /// <summary>Whether the event was reported from this thread.</summary>
    public bool? IsCurrent { get; init; }

    /// <summary>Whether it is the main thread.</summary>
    public bool? IsMain { get; init; }

    /// <summary>Where the thread stood.</summary>
    public StackTrace? StackTrace { get; init; }

    /// <summary>The stack trace before symbols were applied to it.</summary>
    public RawJson RawStackTrace { get; init; }

    /// <summary>The locks that the thread held: an object.</summary>
    public RawJson HeldLocks { get; init; }
}
