using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Strategies;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>Finds the fingerprint that counts: that of a rule of the project, else of a built-in rule, else the sender's.</summary>
internal static class FingerprintChoice
{
    /// <summary>Null for default grouping.</summary>
    public static AppliedFingerprint? Of(GroupingScope scope)
    {
        var rules = scope.Rules.FingerprintsUnder(scope.Configuration);
        if (rules.Rules.IsEmpty && scope.Event.Fingerprint.IsEmpty)
        {
            return null;
        }

        var facts = EventFacts.Of(scope);
        if (rules.Match(facts) is { } rule)
        {
            return new AppliedFingerprint
            {
                Facts = facts,
                Values = rule.Fingerprint,
                Rule = rule.ToString(),
                Line = rule.Line,
                IsBuiltIn = rule.Origin == RuleOrigin.BuiltIn,
                Title = rule.Title,
            };
        }

        return scope.Event.Fingerprint.IsEmpty ? null : new AppliedFingerprint { Facts = facts, Values = scope.Event.Fingerprint };
    }
}
