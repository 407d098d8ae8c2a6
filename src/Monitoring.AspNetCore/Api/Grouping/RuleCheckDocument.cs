using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Grouping;

namespace Monitoring.AspNetCore.Api.Grouping;

[Description("What is wrong with rules; nothing when both lists are empty.")]
internal sealed record RuleCheckDocument
{
    public required ImmutableArray<RuleProblemDocument> Enhancements { get; init; }

    public required ImmutableArray<RuleProblemDocument> FingerprintRules { get; init; }

    public static RuleCheckDocument Of(GroupingRules rules) => new()
    {
        Enhancements = [.. rules.EnhancementProblems.Select(RuleProblemDocument.Of)],
        FingerprintRules = [.. rules.FingerprintProblems.Select(RuleProblemDocument.Of)],
    };
}
