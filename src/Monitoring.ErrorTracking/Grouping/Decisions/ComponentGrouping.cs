using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Titles;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>
/// Groups by what the sender demands (checksum, fingerprint), else by the first of these that the event has: exceptions, the thread
/// that crashed, a bare stack trace, a template, a security report, the message.
/// </summary>
/// <remarks>
/// Whatever has frames is seen twice: as <c>app</c> with its in-app frames and as <c>system</c> with all of them. Both hashes count, so
/// that an issue is found again when an SDK learns to mark its frames differently.
/// </remarks>
internal sealed class ComponentGrouping(GroupingConfiguration configuration) : IGroupingStrategy
{
    private readonly GroupingEngine _engine = new(configuration);

    public string Id => _engine.Configuration.Id;

    public GroupingResult Group(ErrorEvent errorEvent, GroupingRules rules)
    {
        ArgumentNullException.ThrowIfNull(errorEvent);
        ArgumentNullException.ThrowIfNull(rules);
        var decision = _engine.Decide(errorEvent, rules, isComplete: false);
        return new GroupingResult
        {
            Strategy = Id,
            Hashes = decision.Hashes(),
            Title = TitleOf(decision),
            Culprit = EventTitle.Culprit(decision.Scope),
        };
    }

    public GroupingExplanation Explain(ErrorEvent errorEvent, GroupingRules rules)
    {
        ArgumentNullException.ThrowIfNull(errorEvent);
        ArgumentNullException.ThrowIfNull(rules);
        var decision = _engine.Decide(errorEvent, rules, isComplete: true);
        return new GroupingExplanation
        {
            Strategy = Id,
            Hashes = decision.Hashes(),
            Variants = [.. decision.Variants.Select(Explain)],
            Title = TitleOf(decision),
            Culprit = EventTitle.Culprit(decision.Scope),
            FingerprintRule = decision.Fingerprint?.Rule,
            FingerprintRuleLine = decision.Fingerprint is { Rule: not null, IsBuiltIn: false, Line: var line } ? line : null,
        };
    }

    private static string TitleOf(GroupingDecision decision) =>
        decision.Fingerprint?.Title is { Length: > 0 } title ? EventTitle.Custom(FingerprintVariables.ExpandTitle(title, decision.Fingerprint.Facts)) : EventTitle.Title(decision.Scope);

    private static GroupingVariant Explain(DecidedVariant variant)
    {
        using var values = new HashInput();
        var component = variant.Component?.Explain();
        var own = component?.ContributingValues() ?? [];
        return new GroupingVariant
        {
            Name = variant.Name,
            Type = variant.Type,
            Contributes = variant.Contributes,
            Hash = variant.Contributes ? variant.Hash(values) : null,
            Values = !variant.Contributes ? [] : variant.Values.IsEmpty ? [.. own] : [.. variant.Values.SelectMany(value => value is null ? own : [value])],
            Hint = variant.Hint.ToString(),
            Component = component,
        };
    }
}
