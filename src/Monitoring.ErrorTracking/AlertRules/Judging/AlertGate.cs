namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>Whether a rule may fire at all.</summary>
internal enum AlertGate
{
    Open,

    /// <summary>Somebody has muted the rule.</summary>
    Muted,

    /// <summary>The storm guard holds it back.</summary>
    Held,
}
