using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>What is known of an issue's past.</summary>
internal sealed record IssueHistory
{
    public required IssueRow Row { get; init; }

    public required StatusHistory Statuses { get; init; }

    /// <summary>Events by hours.</summary>
    public required HourCounts Events { get; init; }

    /// <summary>Users by the hours that they were seen in, where users are asked for.</summary>
    public ImmutableArray<(DateTimeOffset Hour, ulong User)> Users { get; init; } = [];

    /// <summary>The statuses with which it fits the search.</summary>
    public required ImmutableArray<IssueStatus> FitsWith { get; init; }

    public IssueRow At(DateTimeOffset at) => Row with { State = Row.State with { Status = Statuses.At(at) } };
}
