namespace Monitoring.Storage.Errors;

/// <summary>The numbers of an issue that can be compared.</summary>
public enum IssueNumber
{
    /// <summary><see cref="IssueRow.Count"/>.</summary>
    Events,

    /// <summary><see cref="IssueRow.UserCount"/>.</summary>
    Users,

    /// <summary><see cref="IssueRow.FirstSeen"/> in UTC ticks.</summary>
    FirstSeen,

    /// <summary><see cref="IssueRow.LastSeen"/> in UTC ticks.</summary>
    LastSeen,
}
