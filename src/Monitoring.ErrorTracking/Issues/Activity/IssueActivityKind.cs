namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>What can stand in the activity of an issue.</summary>
public enum IssueActivityKind
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

    /// <summary>Other issues were merged into it. Undone by an unmerge of what was moved.</summary>
    Merged = 6,

    /// <summary>Some of its hashes were taken out. Undone by a merge of the issue that they went to.</summary>
    Unmerged = 7,

    /// <summary>It was made, or restored, of hashes that were taken out of another issue.</summary>
    SplitOff = 8,

    /// <summary>It came more often than expected.</summary>
    Escalated = 9,

    /// <summary>Somebody pinned one of its events.</summary>
    Pinned = 10,

    /// <summary>Somebody took the pin from one of its events.</summary>
    Unpinned = 11,

    /// <summary>Somebody wrote a comment.</summary>
    Commented = 20,

    /// <summary>Somebody linked it to something elsewhere, such as a ticket.</summary>
    Linked = 21,

    /// <summary>Somebody took such a link away.</summary>
    Unlinked = 22,
}
