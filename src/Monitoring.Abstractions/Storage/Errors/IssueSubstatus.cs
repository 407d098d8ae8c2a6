namespace Monitoring.Storage.Errors;

/// <summary>Why an issue has its status.</summary>
public enum IssueSubstatus
{
    /// <summary>No more is to be said.</summary>
    None,

    /// <summary>Unresolved, seen for the first time lately.</summary>
    New,

    /// <summary>Unresolved, known for a while or set back by hand.</summary>
    Ongoing,

    /// <summary>Unresolved, came back after it had been resolved.</summary>
    Regressed,

    /// <summary>Unresolved, comes much more often than it used to.</summary>
    Escalating,

    /// <summary>Ignored until a condition is met.</summary>
    ArchivedUntil,
}
