namespace Monitoring.Storage;

/// <summary>
/// A store cannot do what was asked now but may later: it is away, its disk is full, it is closing. The only exception
/// that callers of a store should expect; the same call may be repeated, and repeating an append is harmless.
/// </summary>
public sealed class StorageUnavailableException : MonitoringException
{
    /// <summary>Creates the exception with a message that says what failed and what to do.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and the fault behind it.</summary>
    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long to wait before the next try; the store's own guess.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
