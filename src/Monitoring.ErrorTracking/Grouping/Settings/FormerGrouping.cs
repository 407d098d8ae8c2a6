using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>How a project's events were grouped before.</summary>
public sealed record FormerGrouping
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Config { get; init; }

    /// <summary>The rules for stack traces.</summary>
    public string Enhancements { get; init; } = "";

    /// <summary>The rules for fingerprints.</summary>
    public string FingerprintRules { get; init; } = "";

    /// <summary>Since when they held, UTC; <see langword="null"/> for the first ones.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When they were changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Until when events get their hashes too, UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Names the two texts of rules, as <see cref="GroupingSettings.RulesId"/> does.</summary>
    public string? RulesId => RuleTexts.IdOf(Enhancements, FingerprintRules);
}
