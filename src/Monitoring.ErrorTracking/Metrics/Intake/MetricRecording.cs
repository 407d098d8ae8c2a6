using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>What became of points.</summary>
internal sealed record MetricRecording
{
    /// <summary>What became of those that were let in.</summary>
    public required RollupOutcome Outcome { get; init; }

    /// <summary>What was found about each.</summary>
    public required ImmutableArray<MetricAdmission> Admissions { get; init; }
}
