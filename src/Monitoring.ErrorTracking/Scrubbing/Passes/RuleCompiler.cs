using System.Globalization;
using Monitoring.Core.Redaction;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Makes rules ready to be used.</summary>
internal static class RuleCompiler
{
    /// <summary>The name of a rule in remarks, by its place among the project's rules.</summary>
    public static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"rule:{index + 1}");

    public static CompiledRule Compile(ScrubbingRule rule, int index, SecretScanner scanner) => new()
    {
        Id = IdOf(index),
        Method = rule.Method,
        Type = rule.Type,
        Finders = rule.Type == ScrubType.Regex
            ? [new RegexFinder(RegexText.Compile(rule.Pattern ?? "", out _, out var message) ?? throw new ArgumentException(message, nameof(rule)))]
            : [.. TextFinders.Of(rule.Type, scanner)],
        Replacement = rule.Replacement ?? Placeholders.OfType(rule.Type),
    };
}
