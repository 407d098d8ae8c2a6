namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>What became of a check-in.</summary>
internal enum StepOutcome
{
    Taken,

    /// <summary>It says what is known already.</summary>
    Repeated,

    /// <summary>More runs would be under way than are kept.</summary>
    TooManyOpen,
}
