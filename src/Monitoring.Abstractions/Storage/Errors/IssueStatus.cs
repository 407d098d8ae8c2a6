namespace Monitoring.Storage.Errors;

/// <summary>Whether an issue needs somebody.</summary>
public enum IssueStatus
{
    /// <summary>It does.</summary>
    Unresolved,

    /// <summary>It has been mended; a new event makes it a regression.</summary>
    Resolved,

    /// <summary>Nobody wants to hear of it, for ever or until a condition is met.</summary>
    Ignored,
}
