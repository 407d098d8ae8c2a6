using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("How a project's events were grouped before.")]
internal sealed record FormerGroupingDocument
{
    public required string Config { get; init; }

    public required string Enhancements { get; init; }

    public required string FingerprintRules { get; init; }

    [Description("Names the rules, as it stands with each event that was grouped by them; null when there were none.")]
    public required string? RulesId { get; init; }

    [Description("When it was changed.")]
    public required DateTimeOffset ChangedAt { get; init; }

    [Description("Until when events get its hashes too.")]
    public required DateTimeOffset Until { get; init; }

    public static FormerGroupingDocument Of(FormerGrouping former) => new()
    {
        Config = former.Config,
        Enhancements = former.Enhancements,
        FingerprintRules = former.FingerprintRules,
        RulesId = former.RulesId,
        ChangedAt = former.ChangedAt,
        Until = former.Until,
    };
}
