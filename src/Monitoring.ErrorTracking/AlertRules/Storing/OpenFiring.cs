namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>A firing that goes on, with what its end must say when the rule is another one by then.</summary>
internal sealed record OpenFiring
{
    public required AlertFiring Firing { get; init; }

    public required string RuleName { get; init; }

    public required Severity Severity { get; init; }

    public TimeSpan? Window { get; init; }

    /// <summary>The revision of the rule that fired.</summary>
    public required int Revision { get; init; }
}
