namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>The firings of a rule in an hour.</summary>
internal sealed record GuardCount
{
    public required EntityId RuleId { get; init; }

    public int Fired { get; init; }

    public long Held { get; init; }

    /// <summary>Of a rule that was held back: what it is called.</summary>
    public string RuleName { get; init; } = "";

    public Severity Severity { get; init; }
}
