namespace Monitoring.ErrorTracking.Events;

/// <summary>The codes of the faults that normalisation finds, in the words of the Sentry protocol.</summary>
public static class EventProblemCodes
{
    /// <summary>A value of the wrong type or form. It was dropped.</summary>
    public const string InvalidData = "invalid_data";

    /// <summary>An attribute that should be there is not.</summary>
    public const string MissingAttribute = "missing_attribute";

    /// <summary>An attribute that nobody knows. It was dropped.</summary>
    public const string InvalidAttribute = "invalid_attribute";

    /// <summary>A value that is too long, too deep or has too many members. It was cut.</summary>
    public const string ValueTooLong = "value_too_long";

    /// <summary>A timestamp more than 30 days before the receipt. The time of receipt took its place.</summary>
    public const string PastTimestamp = "past_timestamp";

    /// <summary>A timestamp more than a minute after the receipt. The time of receipt took its place.</summary>
    public const string FutureTimestamp = "future_timestamp";

    /// <summary>The sender's clock is wrong. All times of the event were shifted by the difference.</summary>
    public const string ClockDrift = "clock_drift";
}
