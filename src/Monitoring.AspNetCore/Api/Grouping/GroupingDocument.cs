using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("How a project's events are grouped.")]
internal sealed record GroupingDocument
{
    [Description("The configuration, such as newstyle:2026-01-20.")]
    public required string Config { get; init; }

    [Description("The project's rules for stack traces, one on each line.")]
    public required string Enhancements { get; init; }

    [Description("The project's rules for fingerprints, one on each line.")]
    public required string FingerprintRules { get; init; }

    [Description("Names the rules, as it stands with each event that was grouped by them; null when there are none.")]
    public required string? RulesId { get; init; }

    [Description("Since when this holds; null when it was never different.")]
    public required DateTimeOffset? Since { get; init; }

    [Description("Settings of before, the last first; events get their hashes too until 'until', so that they find their issues.")]
    public required IReadOnlyList<FormerGroupingDocument> Former { get; init; }

    [Description("The configurations that can be chosen.")]
    public required ImmutableArray<string> Configs { get; init; }

    public static GroupingDocument Of(GroupingSettings settings, ImmutableArray<string> configs) => new()
    {
        Config = settings.Config,
        Enhancements = settings.Enhancements,
        FingerprintRules = settings.FingerprintRules,
        RulesId = settings.RulesId,
        Since = settings.Since,
        Former = [.. settings.Former.Select(FormerGroupingDocument.Of)],
        Configs = configs,
    };
}
