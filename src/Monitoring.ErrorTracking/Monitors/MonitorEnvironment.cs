namespace Monitoring.ErrorTracking.Monitors;

/// <summary>How a monitor stands in one environment.</summary>
public sealed record MonitorEnvironment
{
    /// <summary>The environment, such as <c>production</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The last check-in's status; judged ones included.</summary>
    public CheckInStatus? LastStatus { get; init; }

    /// <summary>When the job was last heard of.</summary>
    public DateTimeOffset? LastCheckInAt { get; init; }

    /// <summary>When the next run is expected.</summary>
    public DateTimeOffset? NextExpectedAt { get; init; }

    /// <summary>When that run counts as missed.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>How many runs are under way.</summary>
    public int InProgress { get; init; }

    /// <summary>Failures in a row.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Good check-ins in a row.</summary>
    public int ConsecutiveSuccesses { get; init; }

    /// <summary>The open incident; <see langword="null"/> when all is well, or not bad enough.</summary>
    public MonitorIncident? Incident { get; init; }
}
