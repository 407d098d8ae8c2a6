namespace Monitoring.ErrorTracking.Attachments.Storing;

/// <summary>What became of an attachment.</summary>
internal enum WriteOutcome
{
    /// <summary>It is durable.</summary>
    Written,

    /// <summary>It is there already.</summary>
    Repeated,

    /// <summary>It is longer than one may be.</summary>
    TooLarge,

    /// <summary>The attachments of the event together would be longer than they may be.</summary>
    EventTooLarge,

    /// <summary>The event has as many as it may have.</summary>
    TooMany,

    /// <summary>The project has no room left.</summary>
    OverQuota,
}
