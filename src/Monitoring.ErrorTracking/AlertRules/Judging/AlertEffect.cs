namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>What is told to others.</summary>
internal enum AlertEffect
{
    None,
    Fired,
    Ended,
}
