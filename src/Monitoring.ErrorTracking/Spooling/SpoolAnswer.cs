namespace Monitoring.ErrorTracking.Spooling;

/// <summary>Whether events were taken into the spool.</summary>
internal enum SpoolAnswer
{
    /// <summary>They are on the disk.</summary>
    Taken,

    /// <summary>Too much waits, or for too long.</summary>
    Full,

    /// <summary>There is no spool, or its disk does not take them.</summary>
    Unavailable,
}
