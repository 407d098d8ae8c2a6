namespace Monitoring.Signals.Errors;

/// <summary>A monitored job failed as often in a row as its threshold says.</summary>
public sealed record MonitorFailed : MonitorSignal
{
    /// <summary>How the last of the failures came about.</summary>
    public required MonitorFailure Failure { get; init; }

    /// <summary>When the run began that failed, or when it was expected.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
