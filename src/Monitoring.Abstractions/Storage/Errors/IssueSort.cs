namespace Monitoring.Storage.Errors;

/// <summary>The orders in which issues are listed, the greatest first; issues that are equal in it follow by id, the newest first.</summary>
public enum IssueSort
{
    /// <summary>By the latest event.</summary>
    LastSeen,

    /// <summary>By the earliest event.</summary>
    FirstSeen,

    /// <summary>By the number of events.</summary>
    Events,

    /// <summary>By the number of users; a store may rank by numbers that are some minutes old, and says so.</summary>
    Users,

    /// <summary>By <see cref="IssueTrend"/>; a store may rank by values that are some minutes old, and says so in <see cref="Page{T}.RankedAt"/>.</summary>
    Trend,
}
