using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>How a stored event was grouped when it was received.</summary>
public sealed record GroupingRecord
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy then.</summary>
    public required string Config { get; init; }

    /// <summary>Which rules the project had then, as <see cref="GroupingSettings.RulesId"/> names them; <see langword="null"/> for none.</summary>
    public string? RulesId { get; init; }

    /// <summary>The hashes that it was stored with; in the time after a change of settings those of the former settings are among them.</summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>Whether configuration or rules are others in the explanation.</summary>
    public required bool HasOtherSettings { get; init; }

    /// <summary>Whether the explanation gives a hash that the event was not stored with.</summary>
    public required bool HasOtherHashes { get; init; }
}
