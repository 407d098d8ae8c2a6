namespace Monitoring.Storage.Errors;

/// <summary>The texts of an issue of which there is one.</summary>
public enum IssueField
{
    /// <summary><see cref="IssueRow.Title"/>; the case of letters does not matter.</summary>
    Title,

    /// <summary><see cref="IssueRow.Culprit"/>; the case of letters does not matter.</summary>
    Culprit,

    /// <summary><see cref="IssueRow.Type"/>.</summary>
    Type,

    /// <summary><see cref="IssueRow.Platform"/>.</summary>
    Platform,

    /// <summary><see cref="IssueRow.Assignee"/>; an issue that nobody works on matches no pattern.</summary>
    Assignee,
}
