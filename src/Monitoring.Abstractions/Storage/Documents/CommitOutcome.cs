namespace Monitoring.Storage.Documents;

/// <summary>The outcomes of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is durable.</summary>
    Committed,

    /// <summary>A document was not at the expected version; nothing was changed.</summary>
    Conflict,

    /// <summary>A lease or a timer's claim is no longer held; nothing was changed.</summary>
    Fenced,
}
