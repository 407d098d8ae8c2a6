using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>How a project's events are grouped.</summary>
public sealed record GroupingSettings
{
    /// <summary>The longest text of rules, in characters.</summary>
    public const int MaxRulesLength = 64 * 1024;

    /// <summary>The most settings of before that count beside those of now.</summary>
    public const int MaxFormer = 3;

    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Config { get; init; }

    /// <summary>The project's rules for stack traces, as they were written, at most <see cref="MaxRulesLength"/> characters.</summary>
    public string Enhancements { get; init; } = "";

    /// <summary>The project's rules for fingerprints, as they were written, at most <see cref="MaxRulesLength"/> characters.</summary>
    public string FingerprintRules { get; init; } = "";

    /// <summary>Since when they hold, UTC; <see langword="null"/> when they never were others.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// Settings of before, the last first, at most <see cref="MaxFormer"/>. As long as they count events also get their hashes, so that they find the
    /// issues of before and the new hashes join those.
    /// </summary>
    public ImmutableArray<FormerGrouping> Former { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Names the two texts of rules, as it stands with each event that was grouped by them; see <see cref="GroupingRules.Id"/>.</summary>
    public string? RulesId => RuleTexts.IdOf(Enhancements, FingerprintRules);
}
