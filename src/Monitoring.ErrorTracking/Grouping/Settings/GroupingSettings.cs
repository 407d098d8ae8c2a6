namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>How a project's events are grouped.</summary>
public sealed record GroupingSettings
{
    /// <summary>The longest text of rules, in characters.</summary>
    public const int MaxRulesLength = 64 * 1024;

    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Config { get; init; }

    /// <summary>
    /// The strategy before the last change. Until <see cref="PreviousUntil"/> events also get its hashes, so that they find the issues of before.
    /// </summary>
    public string? PreviousConfig { get; init; }

    /// <summary>When <see cref="PreviousConfig"/> stops counting, UTC.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>The project's rules for stack traces, as they were written, at most <see cref="MaxRulesLength"/> characters.</summary>
    public string Enhancements { get; init; } = "";

    /// <summary>The project's rules for fingerprints, as they were written, at most <see cref="MaxRulesLength"/> characters.</summary>
    public string FingerprintRules { get; init; } = "";
}
