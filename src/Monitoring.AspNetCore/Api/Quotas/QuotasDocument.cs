using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Quotas;

namespace Monitoring.AspNetCore.Api.Quotas;

[Description("How much may be sent to a project, and how much was.")]
internal sealed record QuotasDocument
{
    [Description("The rules; whatever is sent must fit all that hold for it. The limits of single keys on events are with the keys.")]
    public ImmutableArray<QuotaRuleDocument> Rules { get; init; }

    public static QuotasDocument Of(QuotaReport report) => new() { Rules = [.. report.Rules.Select(QuotaRuleDocument.Of)] };

    /// <summary>The settings; null, and what is wrong, when a word is none.</summary>
    public QuotaSettings? ToSettings(out string? fault)
    {
        fault = null;
        var rules = ImmutableArray.CreateBuilder<QuotaRule>();
        foreach (var rule in Rules.IsDefault ? [] : Rules)
        {
            if (rule is null || rule.ToRule(rules.Count, out fault) is not { } read)
            {
                fault ??= $"rules[{rules.Count}]: must be an object.";
                return null;
            }

            rules.Add(read);
        }

        return new QuotaSettings { Rules = rules.DrainToImmutable() };
    }
}
