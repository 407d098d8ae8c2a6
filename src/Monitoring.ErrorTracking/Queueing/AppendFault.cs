namespace Monitoring.ErrorTracking.Queueing;

/// <summary>Why events were not stored.</summary>
internal enum AppendFault
{
    None,

    /// <summary>The store cannot take them now.</summary>
    Unavailable,

    /// <summary>The store failed on them in a way that it should not.</summary>
    Failed,

    /// <summary>The store cannot take them now; the spool has, durably.</summary>
    Spooled,

    /// <summary>The store cannot take them now, and the spool is full.</summary>
    SpoolFull,
}
