using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Monitors.Judging;

/// <summary>What follows from something that came, or from time that passed: it becomes true as a whole or not at all.</summary>
internal sealed record Step
{
    public required EnvironmentState State { get; init; }

    public StepOutcome Outcome { get; init; } = StepOutcome.Taken;

    /// <summary>The check-ins that are new or changed, each once.</summary>
    public ImmutableArray<CheckIn> CheckIns { get; init; } = [];

    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>This and what followed it at once; what became of the later one counts.</summary>
    public Step Then(Step later) => later with
    {
        CheckIns = [.. CheckIns.Where(checkIn => later.CheckIns.All(changed => changed.Id != checkIn.Id)), .. later.CheckIns],
        Changes = [.. Changes, .. later.Changes],
    };
}
