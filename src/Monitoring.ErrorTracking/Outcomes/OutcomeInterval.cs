namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What outcomes are counted together by.</summary>
public enum OutcomeInterval
{
    /// <summary>Hours.</summary>
    Hour = 0,

    /// <summary>Days, UTC.</summary>
    Day = 1,
}
