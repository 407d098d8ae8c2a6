using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;

namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>A rule: what an event must look like, and the fingerprint of those that do.</summary>
internal sealed class FingerprintRule
{
    private readonly FingerprintCondition[] _conditions;

    public FingerprintRule(
        ImmutableArray<FingerprintMatcher> matchers, ImmutableArray<string> fingerprint, string? title, int line = 0, RuleOrigin origin = RuleOrigin.Project)
    {
        Matchers = matchers;
        Fingerprint = fingerprint;
        Title = title;
        Line = line;
        Origin = origin;
        _conditions = [.. matchers.GroupBy(matcher => matcher.Group).Select(group => new FingerprintCondition(group.Key, [.. group]))];
    }

    public ImmutableArray<FingerprintMatcher> Matchers { get; }

    /// <summary>The values, texts and variables such as <c>{{ default }}</c> apart, not resolved.</summary>
    public ImmutableArray<string> Fingerprint { get; }

    /// <summary>The title of the issue, a text with variables; null when the event's own is kept.</summary>
    public string? Title { get; }

    /// <summary>The line in the text of rules it comes from.</summary>
    public int Line { get; }

    public RuleOrigin Origin { get; }

    /// <summary>Whether for each group of matchers there is one object that satisfies all of them.</summary>
    public bool IsMatch(FingerprintFacts facts)
    {
        foreach (var condition in _conditions)
        {
            if (!condition.IsMatch(facts))
            {
                return false;
            }
        }

        // A budget that is spent on the way leaves a pattern unanswered, which a negated matcher takes for a match.
        return !facts.Budget.IsSpent;
    }

    /// <summary>The rule as it is written, in one form for all ways of spacing and quoting.</summary>
    public override string ToString()
    {
        var title = Title is null ? "" : $" title={RuleQuoting.Quote(Title)}";
        return $"{string.Join(' ', Matchers)} -> {RuleQuoting.Quote(string.Concat(Fingerprint))}{title}";
    }
}
