namespace Monitoring.ErrorTracking.Grouping;

/// <summary>By what an event was grouped, as it stands with the event.</summary>
internal sealed record GroupingOrigin
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Config { get; init; }

    /// <summary>The <see cref="GroupingRules.Id"/> of the project's rules; <see langword="null"/> when it had none.</summary>
    public string? RulesId { get; init; }
}
