using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Rules.BuiltIn;

/// <summary>The rules that come with the product. They are texts in the languages of the projects' rules, read once.</summary>
internal static class BuiltInRules
{
    /// <summary>What code of platforms, languages and libraries is named like, and which of it matters.</summary>
    private static readonly string[] Common = ["application", "categories-android", "categories-windows", "categories-apple", "categories-cpp", "categories-collapsed", "libraries"];

    private static readonly string[] Last = ["noise", "crashes"];

    private static readonly Lazy<ImmutableArray<StackTraceRule>> OfStackTraces2023 = new(() => ReadStackTraces([.. Common, "java-2023", .. Last]));

    private static readonly Lazy<ImmutableArray<StackTraceRule>> OfStackTraces2026 = new(() => ReadStackTraces([.. Common, "java-2026", .. Last]));

    private static readonly Lazy<ImmutableArray<FingerprintRule>> OfFingerprints = new(ReadFingerprints);

    /// <summary>The rules for stack traces of <c>newstyle:2023-01-11</c>.</summary>
    public static ImmutableArray<StackTraceRule> StackTraces2023 => OfStackTraces2023.Value;

    /// <summary>The rules for stack traces of <c>newstyle:2026-01-20</c>.</summary>
    public static ImmutableArray<StackTraceRule> StackTraces2026 => OfStackTraces2026.Value;

    public static ImmutableArray<FingerprintRule> Fingerprints => OfFingerprints.Value;

    private static ImmutableArray<StackTraceRule> ReadStackTraces(string[] names)
    {
        var rules = ImmutableArray.CreateBuilder<StackTraceRule>();
        foreach (var name in names)
        {
            var result = StackTraceRuleParser.Parse(ReadText(name), RuleOrigin.BuiltIn);
            Check(name, result.Problems);
            rules.AddRange(result.Rules);
        }

        return rules.ToImmutable();
    }

    private static ImmutableArray<FingerprintRule> ReadFingerprints()
    {
        const string name = "fingerprints-javascript";
        var result = FingerprintRuleParser.Parse(ReadText(name), RuleOrigin.BuiltIn);
        Check(name, result.Problems);
        return result.Rules;
    }

    private static void Check(string name, ImmutableArray<RuleProblem> problems)
    {
        if (!problems.IsEmpty)
        {
            throw new InvalidOperationException($"The built-in rules '{name}' have a mistake: {problems[0]}");
        }
    }

    private static string ReadText(string name)
    {
        using var stream = typeof(BuiltInRules).Assembly.GetManifestResourceStream($"Monitoring.ErrorTracking.Rules.{name}.rules")
            ?? throw new InvalidOperationException($"The built-in rules '{name}' are missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
