using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("How a project's events are grouped.")]
internal sealed record GroupingDocument
{
    [Description("The configuration, such as newstyle:2026-01-20.")]
    public required string Config { get; init; }

    [Description("The configuration before the last change; events get its hashes too until 'previousUntil', so that they find their issues.")]
    public required string? PreviousConfig { get; init; }

    public required DateTimeOffset? PreviousUntil { get; init; }

    [Description("The project's rules for stack traces, one on each line.")]
    public required string Enhancements { get; init; }

    [Description("The project's rules for fingerprints, one on each line.")]
    public required string FingerprintRules { get; init; }

    [Description("The configurations that can be chosen.")]
    public required ImmutableArray<string> Configs { get; init; }

    public static GroupingDocument Of(GroupingSettings settings, ImmutableArray<string> configs) => new()
    {
        Config = settings.Config,
        PreviousConfig = settings.PreviousConfig,
        PreviousUntil = settings.PreviousUntil,
        Enhancements = settings.Enhancements,
        FingerprintRules = settings.FingerprintRules,
        Configs = configs,
    };
}
