namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>What was counted.</summary>
internal sealed record Measured
{
    /// <summary>What could not be counted within the bounds of effort.</summary>
    public static Measured Unknown { get; } = new() { IsKnown = false };

    public bool IsKnown { get; init; } = true;

    /// <summary>Events, users, or for a crash-free rate percent.</summary>
    public double Value { get; init; }

    /// <summary>Of a percent change: the events of the other window.</summary>
    public double Base { get; init; }

    /// <summary>Of a crash-free rate: how many sessions there were.</summary>
    public long Weight { get; init; }

    /// <summary>Whether the value may be greater in truth; it was enough to decide.</summary>
    public bool IsAtLeast { get; init; }
}
