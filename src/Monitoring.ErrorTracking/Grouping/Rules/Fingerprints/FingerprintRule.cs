using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;

namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>A rule: what an event must look like, and the fingerprint of those that do.</summary>
internal sealed class FingerprintRule
{
    private readonly ImmutableArray<IGrouping<MatchGroup, FingerprintMatcher>> _groups;

    public FingerprintRule(
        ImmutableArray<FingerprintMatcher> matchers, ImmutableArray<string> fingerprint, string? title, int line = 0, RuleOrigin origin = RuleOrigin.Project)
    {
        Matchers = matchers;
        Fingerprint = fingerprint;
        Title = title;
        Line = line;
        Origin = origin;
        _groups = [.. matchers.GroupBy(matcher => matcher.Group)];
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
        foreach (var group in _groups)
        {
            if (!IsMatch(group, facts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The rule as it is written, in one form for all ways of spacing and quoting.</summary>
    public override string ToString()
    {
        var title = Title is null ? "" : $" title={RuleQuoting.Quote(Title)}";
        return $"{string.Join(' ', Matchers)} -> {RuleQuoting.Quote(string.Concat(Fingerprint))}{title}";
    }

    private static bool IsMatch(IGrouping<MatchGroup, FingerprintMatcher> matchers, FingerprintFacts facts) => matchers.Key switch
    {
        MatchGroup.Exceptions => facts.Exceptions.Any(exception => matchers.All(matcher => matcher.IsMatch(exception))),
        MatchGroup.Frames => facts.Frames.Any(frame => matchers.All(matcher => matcher.IsMatch(frame))),
        MatchGroup.Messages => (facts.Message is { } message && matchers.All(matcher => matcher.IsMatchOfMessage(message)))
            || facts.Exceptions.Any(exception => matchers.All(matcher => matcher.IsMatchOfMessage(exception.Value))),
        _ => matchers.All(matcher => matcher.IsMatch(facts)),
    };
}
