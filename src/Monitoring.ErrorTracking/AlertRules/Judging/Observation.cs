namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>What was observed, set against the bounds of a rule.</summary>
internal sealed record Observation
{
    /// <summary>Nothing can be said: whatever goes on goes on.</summary>
    public static Observation Unknown { get; } = new() { IsKnown = false };

    public bool IsKnown { get; init; } = true;

    /// <summary>Whether the rule's condition holds.</summary>
    public bool Holds { get; init; }

    /// <summary>Whether it is on the good side of the mark at which a firing ends; between the two nothing changes.</summary>
    public bool IsCalm { get; init; }
}
