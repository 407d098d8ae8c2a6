namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>The matchers of one group: there must be one object for which all of them hold.</summary>
internal sealed class FingerprintCondition(MatchGroup group, FingerprintMatcher[] matchers)
{
    private readonly int _weight = matchers.Sum(matcher => matcher.Weight);

    public bool IsMatch(FingerprintFacts facts) => group switch
    {
        MatchGroup.Exceptions => HoldsForException(facts),
        MatchGroup.Frames => HoldsForFrame(facts),
        MatchGroup.Messages => HoldsForMessage(facts),
        _ => HoldsForEvent(facts),
    };

    private bool HoldsForException(FingerprintFacts facts)
    {
        foreach (var exception in facts.Exceptions)
        {
            if (TrySpend(facts, exception.Weight) && Array.TrueForAll(matchers, matcher => matcher.IsMatch(exception, facts.Budget)))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsForFrame(FingerprintFacts facts)
    {
        foreach (var frame in facts.Frames)
        {
            if (TrySpend(facts, frame.Weight) && Array.TrueForAll(matchers, matcher => matcher.IsMatch(frame, facts.Budget)))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsForMessage(FingerprintFacts facts)
    {
        if (facts.Message is { } message && HoldsForText(message, facts))
        {
            return true;
        }

        foreach (var exception in facts.Exceptions)
        {
            if (HoldsForText(exception.Value, facts))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsForText(string? text, FingerprintFacts facts)
    {
        if (!TrySpend(facts, RuleBudget.WeightOf(text?.Length ?? 0)))
        {
            return false;
        }

        foreach (var matcher in matchers)
        {
            if (!matcher.IsMatchOfMessage(text, facts.Budget))
            {
                return false;
            }
        }

        return true;
    }

    private bool HoldsForEvent(FingerprintFacts facts)
    {
        if (!TrySpend(facts, 1))
        {
            return false;
        }

        foreach (var matcher in matchers)
        {
            if (!matcher.IsMatch(facts))
            {
                return false;
            }
        }

        return true;
    }

    private bool TrySpend(FingerprintFacts facts, int weight) => facts.Budget.TrySpend((long)_weight * weight);
}
