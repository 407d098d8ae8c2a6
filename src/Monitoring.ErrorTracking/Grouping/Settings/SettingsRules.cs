using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>Says what is wrong with settings.</summary>
internal static class SettingsRules
{
    /// <summary>The first fault, with its place; null when there is none. Null arguments are right.</summary>
    public static string? FindFault(string? config, string? enhancements, string? fingerprintRules, GroupingStrategies strategies)
    {
        if (config is not null && strategies.Find(config) is null)
        {
            return $"config: there is no such configuration; there are {strategies.Names}.";
        }

        if (enhancements?.Length > GroupingSettings.MaxRulesLength || fingerprintRules?.Length > GroupingSettings.MaxRulesLength)
        {
            return $"A text of rules has at most {GroupingSettings.MaxRulesLength} characters.";
        }

        var rules = GroupingRules.Parse(enhancements, fingerprintRules);
        return !rules.EnhancementProblems.IsEmpty ? Describe("enhancements", rules.EnhancementProblems[0])
            : !rules.FingerprintProblems.IsEmpty ? Describe("fingerprintRules", rules.FingerprintProblems[0])
            : null;
    }

    private static string Describe(string place, RuleProblem problem) => $"{place}: line {problem.Line}, column {problem.Column}: {problem.Message}";
}
