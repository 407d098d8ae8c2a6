namespace Monitoring;

/// <summary>The base of all exceptions that Monitoring itself throws for faults that a caller may handle.</summary>
public class MonitoringException : Exception
{
    /// <summary>Creates the exception with a message that says what failed and what to do.</summary>
    public MonitoringException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and the fault behind it.</summary>
    public MonitoringException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
