using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>All that must be known of a monitor in an environment to judge what comes, and what does not.</summary>
internal sealed record EnvironmentState
{
    public required string Name { get; init; }

    public CheckInStatus? LastStatus { get; init; }

    /// <summary>When the job was last heard of.</summary>
    public DateTimeOffset? LastCheckInAt { get; init; }

    /// <summary>When the youngest run that has ended began.</summary>
    public DateTimeOffset? LastResultStartedAt { get; init; }

    public DateTimeOffset? NextExpectedAt { get; init; }

    /// <summary>When the run that is expected counts as missed.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>The <see cref="MonitorPlan.Key"/> that what is expected was reckoned by.</summary>
    public string? PlanKey { get; init; }

    /// <summary>The runs under way, in the order of their beginnings.</summary>
    public ImmutableArray<OpenCheckIn> Open { get; init; } = [];

    public int ConsecutiveFailures { get; init; }

    public int ConsecutiveSuccesses { get; init; }

    public MonitorIncident? Incident { get; init; }

    /// <summary>When something is due: a run is missed or has taken too long. Null when nothing is expected.</summary>
    public DateTimeOffset? DueAt
    {
        get
        {
            var timeout = Open.IsEmpty ? (DateTimeOffset?)null : Open.Min(open => open.TimeoutAt);
            return MissedAt is null || timeout < MissedAt ? timeout ?? MissedAt : MissedAt;
        }
    }
}
