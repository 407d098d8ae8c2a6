using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>Which issues, monitors or releases a rule is about. All that is said must hold; what is left out holds always.</summary>
public sealed record AlertConditions
{
    /// <summary>The most names in a list.</summary>
    public const int MaxNames = 20;

    /// <summary>What the issue must be like, in the language of the issue search, such as <c>service:checkout "card declined"</c>; empty for all.</summary>
    public string Query { get; init; } = "";

    /// <summary>
    /// The environments whose events, check-ins or sessions count; empty for all. Of an issue only its events in these are counted, whereas <c>environment:</c> in
    /// <see cref="Query"/> asks whether the issue was seen there at all.
    /// </summary>
    public ImmutableArray<string> Environments { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The monitors, by their slugs; empty for all. Of <see cref="AlertTriggerKind.MonitorFailure"/> alone.</summary>
    public ImmutableArray<string> Monitors { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The release whose sessions count; <see langword="null"/> for each release by itself. Of <see cref="AlertTriggerKind.CrashFree"/> alone.</summary>
    public string? Release { get; init; }

    /// <summary>How bad the issue must be at least.</summary>
    public ErrorLevel? MinLevel { get; init; }

    /// <summary>How long ago the issue must have been seen for the first time at least.</summary>
    public TimeSpan? MinAge { get; init; }

    /// <summary>How long ago the issue may have been seen for the first time at most.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether the event must come from the latest release of its kind, or the issue must have been seen in it, or the session must be of it.</summary>
    public bool LatestReleaseOnly { get; init; }

    /// <summary>Whether somebody must work on the issue.</summary>
    public AlertAssignment Assignment { get; init; }

    /// <summary>The statuses that an issue may have; the unresolved ones unless others are asked for. An ignored issue is silent.</summary>
    public ImmutableArray<IssueStatus> Statuses { get; init => field = value.IsDefault ? [] : value; } = [IssueStatus.Unresolved];

    /// <inheritdoc/>
    public bool Equals(AlertConditions? other) =>
        other is not null
        && (Query, Release, MinLevel, MinAge, MaxAge, LatestReleaseOnly, Assignment)
            == (other.Query, other.Release, other.MinLevel, other.MinAge, other.MaxAge, other.LatestReleaseOnly, other.Assignment)
        && Environments.SequenceEqual(other.Environments)
        && Monitors.SequenceEqual(other.Monitors)
        && Statuses.SequenceEqual(other.Statuses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Query, Release, MinLevel, MinAge, MaxAge, LatestReleaseOnly, Assignment, Environments.Length);
}
