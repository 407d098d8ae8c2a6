namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>A grouping to be tried. What is <see langword="null"/> is as the project has it.</summary>
public sealed record GroupingTrial
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public string? Config { get; init; }

    /// <summary>The rules for stack traces; empty for none.</summary>
    public string? Enhancements { get; init; }

    /// <summary>The rules for fingerprints; empty for none.</summary>
    public string? FingerprintRules { get; init; }
}
