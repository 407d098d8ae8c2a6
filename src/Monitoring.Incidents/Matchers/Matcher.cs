using System.Text.RegularExpressions;
using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Matchers;

/// <summary>A condition on one label. A label that is missing has the value "".</summary>
internal sealed class Matcher : IEquatable<Matcher>
{
    private readonly Regex? _pattern;

    private Matcher(string name, MatchOperator @operator, string value, Regex? pattern)
    {
        Name = name;
        Operator = @operator;
        Value = value;
        _pattern = pattern;
    }

    public string Name { get; }

    public MatchOperator Operator { get; }

    /// <summary>The text that the value must have, or its regular expression, which always means the whole value.</summary>
    public string Value { get; }

    /// <summary>Makes a matcher.</summary>
    /// <exception cref="FormatException">The regular expression is none that RE2 takes, which Prometheus and Alertmanager use.</exception>
    public static Matcher Of(string name, MatchOperator @operator, string value) =>
        new(name, @operator, value, @operator is MatchOperator.Matches or MatchOperator.DoesNotMatch ? AnchoredPattern.Compile(value) : null);

    public bool IsMatch(LabelSet labels) => IsMatch(labels[Name]);

    public bool IsMatch(string value) => Operator switch
    {
        MatchOperator.Equal => value == Value,
        MatchOperator.NotEqual => value != Value,
        MatchOperator.Matches => _pattern!.IsMatch(value),
        _ => !_pattern!.IsMatch(value),
    };

    public bool Equals(Matcher? other) => other is not null && Name == other.Name && Operator == other.Operator && Value == other.Value;

    public override bool Equals(object? obj) => Equals(obj as Matcher);

    public override int GetHashCode() => HashCode.Combine(Name, Operator, Value);

    /// <summary>In the strict syntax; what it gives is read back as this matcher.</summary>
    public override string ToString() => $"{MatcherName()}{MatchOperators.Write(Operator)}{QuotedText.Write(Value)}";

    private string MatcherName() => Name.Length > 0 && Name.All(MatcherCharacters.IsPlain) ? Name : QuotedText.Write(Name);
}
