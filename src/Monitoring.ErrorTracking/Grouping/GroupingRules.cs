using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>The rules that a project adds to those of the product, in the two rule languages of Sentry.</summary>
/// <remarks>Immutable and usable on many threads at once. Keep it: what is compiled of it is kept with it.</remarks>
public sealed class GroupingRules
{
    private readonly ConcurrentDictionary<string, StackTraceRules> _stackTraces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FingerprintRules> _fingerprints = new(StringComparer.Ordinal);
    private readonly ImmutableArray<StackTraceRule> _ownStackTraces;
    private readonly ImmutableArray<FingerprintRule> _ownFingerprints;

    private GroupingRules(ImmutableArray<StackTraceRule> stackTraces, ImmutableArray<FingerprintRule> fingerprints)
    {
        _ownStackTraces = stackTraces;
        _ownFingerprints = fingerprints;
    }

    /// <summary>No rules but those of the product.</summary>
    public static GroupingRules None { get; } = new([], []);

    /// <summary>
    /// Names the texts, so that it can be said later which rules an event was grouped by: the first 32 hexadecimal digits of the SHA-256 over the parts
    /// <c>grouping-rules</c>, <c>1</c> (the version of this name), and the two texts, each as UTF-8 behind its length as four bytes in network order.
    /// <see langword="null"/> when there are no rules.
    /// </summary>
    public string? Id { get; private init; }

    /// <summary>The mistakes in the rules for stack traces, in order of their lines. Lines with mistakes are left out.</summary>
    public ImmutableArray<RuleProblem> EnhancementProblems { get; private init; } = [];

    /// <summary>The mistakes in the rules for fingerprints, in order of their lines. Lines with mistakes are left out.</summary>
    public ImmutableArray<RuleProblem> FingerprintProblems { get; private init; } = [];

    /// <summary>Reads rules. Never throws on text: what is wrong is listed.</summary>
    /// <param name="enhancements">Rules for stack traces, one on each line, such as <c>stack.module:shop.* +app</c>.</param>
    /// <param name="fingerprintRules">Rules for fingerprints, one on each line, such as <c>error.type:Timeout -> timeout, {{ transaction }}</c>.</param>
    public static GroupingRules Parse(string? enhancements, string? fingerprintRules)
    {
        if (string.IsNullOrWhiteSpace(enhancements) && string.IsNullOrWhiteSpace(fingerprintRules))
        {
            return None;
        }

        var stackTraces = StackTraceRuleParser.Parse(enhancements ?? "");
        var fingerprints = FingerprintRuleParser.Parse(fingerprintRules ?? "");
        return new GroupingRules(stackTraces.Rules, fingerprints.Rules)
        {
            Id = RuleTexts.IdOf(enhancements, fingerprintRules),
            EnhancementProblems = stackTraces.Problems,
            FingerprintProblems = fingerprints.Problems,
        };
    }

    /// <summary>The rules for stack traces: those of the configuration, and then the project's own, which have the last word.</summary>
    internal StackTraceRules StackTracesUnder(GroupingConfiguration configuration) => _stackTraces.GetOrAdd(
        configuration.Id, static (_, pair) => StackTraceRules.Of(pair.configuration.StackTraceRules, pair.own), (configuration, own: _ownStackTraces));

    /// <summary>The rules for fingerprints: the project's own, and then those of the configuration; the first that matches decides.</summary>
    internal FingerprintRules FingerprintsUnder(GroupingConfiguration configuration) => _fingerprints.GetOrAdd(
        configuration.Id, static (_, pair) => FingerprintRules.Of(pair.own, pair.configuration.FingerprintRules), (configuration, own: _ownFingerprints));
}
