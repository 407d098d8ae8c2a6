namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>A change of <see cref="GroupingSettings"/>. What is <see langword="null"/> stays as it is.</summary>
public sealed record GroupingSettingsChange
{
    /// <summary>The strategy to change to; that of before counts beside it for a while.</summary>
    public string? Config { get; init; }

    /// <summary>The rules for stack traces; empty for none.</summary>
    public string? Enhancements { get; init; }

    /// <summary>The rules for fingerprints; empty for none.</summary>
    public string? FingerprintRules { get; init; }
}
