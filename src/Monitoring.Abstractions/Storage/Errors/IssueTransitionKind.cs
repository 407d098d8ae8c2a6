namespace Monitoring.Storage.Errors;

/// <summary>What can happen to an issue that others must hear of.</summary>
public enum IssueTransitionKind
{
    /// <summary>Its first event came.</summary>
    Opened = 1,

    /// <summary>An event came after it had been resolved.</summary>
    Regressed = 2,

    /// <summary>It was ignored until a condition was met, which now is.</summary>
    Unignored = 3,

    /// <summary>Somebody changed its status.</summary>
    StatusChanged = 4,

    /// <summary>Somebody assigned it, or took the assignment back.</summary>
    Assigned = 5,

    /// <summary>Other issues were merged into it.</summary>
    Merged = 6,

    /// <summary>Some of its hashes were taken out into an issue of their own.</summary>
    Unmerged = 7,

    /// <summary>It was deleted with its events.</summary>
    Deleted = 8,

    /// <summary>It came more often than expected: an ongoing issue, or one that was ignored until it would.</summary>
    Escalated = 9,

    /// <summary>Somebody pinned one of its events.</summary>
    Pinned = 10,

    /// <summary>Somebody took a pin from one of its events.</summary>
    Unpinned = 11,

    /// <summary>Retention removed it with all it had counted.</summary>
    Expired = 12,
}
