using Monitoring.ErrorTracking.Issues.Activity;

namespace Monitoring.ErrorTracking.Triage.Notes;

/// <summary>What activity and audit log say of a note.</summary>
internal sealed record Note
{
    /// <summary>The kind of the entry in the activity; null when none is written.</summary>
    public IssueActivityKind? Activity { get; init; }

    /// <summary>What the entry is about, see <see cref="IssueActivity.Subject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>The audit log's word for it.</summary>
    public required string Action { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }
}
