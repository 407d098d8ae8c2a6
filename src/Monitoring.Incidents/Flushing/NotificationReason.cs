namespace Monitoring.Incidents.Flushing;

/// <summary>Why a receiver is told of a group now, or is not.</summary>
internal enum NotificationReason
{
    /// <summary>Nothing fires, and the receiver knows of nothing that did.</summary>
    NothingToTell,

    /// <summary>The receiver knows all of it, and not for long enough to be told again.</summary>
    Known,

    /// <summary>It is the first that the receiver hears of the group, or since all of it was resolved.</summary>
    First,

    /// <summary>Alerts have joined.</summary>
    NewAlerts,

    /// <summary>Nothing fires any more.</summary>
    AllResolved,

    /// <summary>Some alerts are resolved, and the receiver wants to hear of it.</summary>
    NewResolved,

    /// <summary>Nothing has changed for the repeat interval.</summary>
    Repeat,
}
