namespace Monitoring.Storage.Errors;

/// <summary>The outcomes of a change of an issue.</summary>
public enum IssueUpdateOutcome
{
    /// <summary>It is durable.</summary>
    Applied,

    /// <summary>The issue, or one that it should be merged with, is not there.</summary>
    NotFound,

    /// <summary>The issue is at another version; nothing was changed.</summary>
    Conflict,

    /// <summary>The issue does not own the hashes, or one of the two would have no events counted; or the issues are of different projects; or the event cannot be pinned. Nothing was changed.</summary>
    Refused,
}
