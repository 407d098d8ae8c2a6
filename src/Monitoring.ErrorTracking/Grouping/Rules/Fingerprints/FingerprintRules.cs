using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>Fingerprint rules in order: the first that matches an event decides, those of the project before the built-in ones.</summary>
/// <remarks>Immutable and usable on many threads at once.</remarks>
internal sealed class FingerprintRules
{
    private FingerprintRules(ImmutableArray<FingerprintRule> rules) => Rules = rules;

    public static FingerprintRules None { get; } = new([]);

    public ImmutableArray<FingerprintRule> Rules { get; }

    /// <summary>Puts several lists of rules together, those that come first decide first.</summary>
    public static FingerprintRules Of(params ReadOnlySpan<ImmutableArray<FingerprintRule>> parts)
    {
        var rules = ImmutableArray.CreateBuilder<FingerprintRule>();
        foreach (var part in parts)
        {
            rules.AddRange(part);
        }

        return new FingerprintRules(rules.ToImmutable());
    }

    /// <summary>The rule that decides about an event; null when none does.</summary>
    public FingerprintRule? Match(FingerprintFacts facts)
    {
        foreach (var rule in Rules)
        {
            if (rule.IsMatch(facts))
            {
                return rule;
            }
        }

        return null;
    }
}
