namespace Monitoring.ErrorTracking.Events;

/// <summary>The types of events. The type follows from what an event holds; only the last four are taken from the event itself.</summary>
public static class EventTypes
{
    /// <summary>An event with an exception.</summary>
    public const string Error = "error";

    /// <summary>Any other event, such as a message.</summary>
    public const string Default = "default";

    /// <summary>A report about the content security policy.</summary>
    public const string Csp = "csp";

    /// <summary>A report about public key pinning.</summary>
    public const string Hpkp = "hpkp";

    /// <summary>A report about certificate transparency.</summary>
    public const string ExpectCt = "expectct";

    /// <summary>A report about certificate stapling.</summary>
    public const string ExpectStaple = "expectstaple";

    /// <summary>A network error log.</summary>
    public const string Nel = "nel";

    /// <summary>A transaction.</summary>
    public const string Transaction = "transaction";

    /// <summary>Feedback of a user.</summary>
    public const string Feedback = "feedback";

    /// <summary>An event of another product.</summary>
    public const string Generic = "generic";
}
