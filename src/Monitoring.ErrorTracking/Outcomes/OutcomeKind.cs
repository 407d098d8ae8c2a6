namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What can become of an item. Names and numbers are those of the Sentry protocol.</summary>
public enum OutcomeKind
{
    /// <summary>It was taken.</summary>
    Accepted = 0,

    /// <summary>A filter of the project dropped it.</summary>
    Filtered = 1,

    /// <summary>A rate limit or a full queue dropped it.</summary>
    RateLimited = 2,

    /// <summary>It was malformed or not allowed.</summary>
    Invalid = 3,

    /// <summary>A limit against misuse dropped it.</summary>
    Abuse = 4,

    /// <summary>The sender says that it discarded it itself.</summary>
    ClientDiscard = 5,
}
