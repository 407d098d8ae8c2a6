using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Quotas;

namespace Monitoring.AspNetCore.Api.Quotas;

[Description("At most so much in any span of so long.")]
internal sealed record QuotaRuleDocument
{
    [Description("Lower-case letters, digits and hyphens; refusals and outcomes call the rule quota_name.")]
    public required string Name { get; init; }

    [Description("What is counted together: error, security, transaction, span, session, monitor, attachment (bytes), attachment_item, feedback, log_item, trace_metric, metric_bucket, profile, profile_chunk, replay. Empty for everything, by the number of items.")]
    public ImmutableArray<string> Categories { get; init; }

    [Description("How many at most; 0 refuses all.")]
    public required long Limit { get; init; }

    [Description("The length of the span, PT1S to P31D. Up to PT1H each host counts for itself.")]
    public required TimeSpan Window { get; init; }

    [Description("The public key that it holds for; null for the whole project.")]
    public string? Key { get; init; }

    [Description("What was let in within the last window. Ignored when it is sent.")]
    public long? Used { get; init; }

    [Description("What still fits. Ignored when it is sent.")]
    public long? Remaining { get; init; }

    [Description("After how long something fits again; null when something fits now. Ignored when it is sent.")]
    public TimeSpan? FitsAfter { get; init; }

    public static QuotaRuleDocument Of(QuotaUse use) => new()
    {
        Name = use.Rule.Name,
        Categories = [.. use.Rule.Categories.Select(category => category.Name())],
        Limit = use.Rule.Limit,
        Window = use.Rule.Window,
        Key = use.Rule.Key?.ToString(),
        Used = use.Used,
        Remaining = use.Remaining,
        FitsAfter = use.FitsAfter,
    };

    /// <summary>The rule; null, and what is wrong, when a word is none.</summary>
    public QuotaRule? ToRule(int index, out string? fault)
    {
        fault = null;
        var categories = ImmutableArray.CreateBuilder<DataCategory>();
        foreach (var name in Categories.IsDefault ? [] : Categories)
        {
            if (Enum.GetValues<DataCategory>().FirstOrDefault(category => category.Name() == name) is not (not DataCategory.None and var found))
            {
                fault = $"rules[{index}].categories: '{Problem.Short(name ?? "")}' is no category.";
                return null;
            }

            categories.Add(found);
        }

        var key = default(PublicKey);
        if (Key is not null && !PublicKey.TryParse(Key, out key))
        {
            fault = $"rules[{index}].key: is no public key.";
            return null;
        }

        return new QuotaRule { Name = Name ?? "", Categories = categories.DrainToImmutable(), Limit = Limit, Window = Window, Key = Key is null ? null : key };
    }
}
