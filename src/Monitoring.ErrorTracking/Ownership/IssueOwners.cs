using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Ownership;

/// <summary>The owners of an event, and the line that says so.</summary>
public sealed record IssueOwners
{
    /// <summary>The owners as the line names them, without a leading <c>@</c>; empty when no line fits, or when the one that does names nobody.</summary>
    public required ImmutableArray<string> Owners { get; init; }

    /// <summary>The line as it was written; <see langword="null"/> when none fits.</summary>
    public string? Rule { get; init; }

    /// <summary>The number of the line in its text, from 1; 0 when none fits.</summary>
    public int Line { get; init; }

    /// <summary>Whether the line is one of <see cref="OwnershipSettings.CodeOwners"/>.</summary>
    public bool IsCodeOwners { get; init; }

    /// <summary>What of the event fits the line: a path, a module, an address or the value of a tag.</summary>
    public string? Matched { get; init; }
}
