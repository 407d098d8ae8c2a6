namespace Monitoring.Storage.Errors;

/// <summary>What an appended event did.</summary>
public enum EventAppendOutcome
{
    /// <summary>It was counted in an issue that was already there.</summary>
    Added,

    /// <summary>It opened an issue.</summary>
    NewIssue,

    /// <summary>It was counted and turned its issue back to unresolved.</summary>
    Regressed,

    /// <summary>An event of this id was already there; nothing was changed.</summary>
    Duplicate,

    /// <summary>It was counted and made its unresolved issue escalating.</summary>
    Escalated,
}
