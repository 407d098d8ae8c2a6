namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>A change of <see cref="GroupingSettings"/>. What is <see langword="null"/> stays as it is.</summary>
public sealed record GroupingSettingsChange
{
    /// <summary>The strategy to change to.</summary>
    public string? Config { get; init; }

    /// <summary>The rules for stack traces; empty for none.</summary>
    public string? Enhancements { get; init; }

    /// <summary>The rules for fingerprints; empty for none.</summary>
    public string? FingerprintRules { get; init; }

    /// <summary>
    /// Whether issues go on: events also find them by the settings of before, for 90 days. Otherwise what the new settings hold apart becomes new issues at
    /// once, which is what a rule that divides an issue is written for.
    /// </summary>
    /// <value>By default <see langword="true"/>.</value>
    public bool KeepsIssues { get; init; } = true;
}
