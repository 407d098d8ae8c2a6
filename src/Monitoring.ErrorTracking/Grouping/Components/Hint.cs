using System.Globalization;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>Why a component counts or not. The text of a rule is written only when somebody asks.</summary>
internal readonly record struct Hint
{
    private readonly string? _text;
    private readonly StackTraceRule? _rule;

    private Hint(string? text, StackTraceRule? rule)
    {
        _text = text;
        _rule = rule;
    }

    public bool IsNone => _text is null;

    public static Hint Of(string text) => new(text, null);

    /// <summary>A stack trace rule decided.</summary>
    /// <param name="effect">What it did, such as <c>ignored</c>.</param>
    /// <param name="rule">The rule.</param>
    public static Hint By(string effect, StackTraceRule rule) => new(effect, rule);

    public override string? ToString() => _rule is null ? _text
        : _rule.Origin == RuleOrigin.BuiltIn ? $"{_text} by stack trace rule ({_rule})"
        : string.Create(CultureInfo.InvariantCulture, $"{_text} by stack trace rule ({_rule}) of line {_rule.Line} of the project's rules");
}
