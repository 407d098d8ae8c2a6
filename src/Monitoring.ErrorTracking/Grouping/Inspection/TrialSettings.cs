using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Makes of a project's settings those that are tried.</summary>
internal static class TrialSettings
{
    public static GroupingSettings Apply(GroupingTrial trial, GroupingSettings present) => present with
    {
        Config = trial.Config ?? present.Config,
        Enhancements = trial.Enhancements ?? present.Enhancements,
        FingerprintRules = trial.FingerprintRules ?? present.FingerprintRules,
        Former = [],
    };

    public static string? FindFault(GroupingSettings settings, GroupingStrategies strategies) =>
        SettingsRules.FindFault(settings.Config, settings.Enhancements, settings.FingerprintRules, strategies);

    public static ProjectGrouping Compile(GroupingSettings settings, GroupingStrategies strategies) => new(
        strategies.Find(settings.Config) ?? strategies.Default, GroupingRules.Parse(settings.Enhancements, settings.FingerprintRules), []);
}
