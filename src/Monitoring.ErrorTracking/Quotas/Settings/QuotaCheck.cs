using System.Buffers;
using Monitoring.ErrorTracking.Envelopes;

namespace Monitoring.ErrorTracking.Quotas.Settings;

/// <summary>Finds mistakes in quotas.</summary>
internal static class QuotaCheck
{
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static string? FindFault(QuotaSettings settings)
    {
        if (settings.Rules.Length > QuotaSettings.MaxRules)
        {
            return $"rules: there are at most {QuotaSettings.MaxRules}.";
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < settings.Rules.Length; index++)
        {
            if (FindFault(settings.Rules[index], names) is var (field, fault))
            {
                return $"rules[{index}].{field}: {fault}";
            }
        }

        return null;
    }

    private static (string Field, string Fault)? FindFault(QuotaRule rule, HashSet<string> names) =>
        rule.Name.Length is 0 or > QuotaRule.MaxNameLength || rule.Name.AsSpan().ContainsAnyExcept(NameLetters)
            ? ("name", $"must have 1 to {QuotaRule.MaxNameLength} lower-case letters, digits and hyphens.")
        : !names.Add(rule.Name) ? ("name", $"'{rule.Name}' is there twice.")
        : rule.Limit < 0 ? ("limit", "must be at least 0.")
        : rule.Window < TimeSpan.FromSeconds(1) || rule.Window > QuotaRule.LongestWindow ? ("window", "must be from PT1S to P31D.")
        : rule.Categories.Any(category => !Enum.IsDefined(category) || category == DataCategory.None) ? ("categories", "there is no such category.")
        : rule.Categories.Distinct().Count() != rule.Categories.Length ? ("categories", "one is there twice.")
        : null;
}
