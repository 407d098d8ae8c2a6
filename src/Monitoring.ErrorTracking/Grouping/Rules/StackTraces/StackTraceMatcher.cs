using Monitoring.ErrorTracking.Grouping.Rules.Matching;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>One condition of a rule.</summary>
internal sealed class StackTraceMatcher
{
    private const string Unknown = "<unknown>";

    private readonly Glob? _glob;
    private readonly FrameFamilies _families;
    private readonly bool? _inApp;

    private StackTraceMatcher(MatcherKey key, string name, string argument, bool isNegated, FrameOffset offset, Glob? glob)
    {
        Key = key;
        Name = name;
        Argument = argument;
        IsNegated = isNegated;
        Offset = offset;
        _glob = glob;
        _families = key == MatcherKey.Family ? FamilyNames.Read(argument) : FrameFamilies.None;
        _inApp = key == MatcherKey.App ? BooleanWords.Read(argument) : null;
    }

    public MatcherKey Key { get; }

    /// <summary>The name as it was written.</summary>
    public string Name { get; }

    public string Argument { get; }

    public bool IsNegated { get; }

    public FrameOffset Offset { get; }

    public Glob? Glob => _glob;

    public FrameFamilies Families => _families;

    public bool IsOfException => Key >= MatcherKey.ErrorType;

    /// <summary>Whether what it looks at is the same as long as the event is: not changed by rules.</summary>
    public bool IsStatic => Key is not (MatcherKey.App or MatcherKey.Category);

    /// <returns>Null with an error when the argument is malformed.</returns>
    public static StackTraceMatcher? Create(string name, string argument, bool isNegated, FrameOffset offset, out string? error)
    {
        var key = MatcherKeys.Read(name) ?? throw new ArgumentException($"'{name}' is no key of a matcher.", nameof(name));
        Glob? glob = null;
        error = null;
        if (key is not (MatcherKey.Family or MatcherKey.App))
        {
            glob = Glob.Parse(argument, key is MatcherKey.Path or MatcherKey.Package ? GlobKind.Path : GlobKind.Text, out error);
            if (glob is null)
            {
                return null;
            }
        }

        return new StackTraceMatcher(key, name, argument, isNegated, offset, glob);
    }

    public bool IsMatch(RuleFrame frame, RuleBudget budget) => IsNegated != (Key switch
    {
        MatcherKey.Family => (_families & frame.Family) != 0,
        MatcherKey.App => _inApp == frame.InApp,
        MatcherKey.Path => Matches(frame.NormalPath, budget),
        MatcherKey.Package => Matches(frame.NormalPackage, budget),
        MatcherKey.Module => Matches(frame.Module, budget),
        MatcherKey.Function => Matches(frame.Function, budget),
        MatcherKey.Category => Matches(frame.Category, budget),
        _ => throw new InvalidOperationException("A matcher of exceptions sees no frames."),
    });

    public bool IsMatch(in ExceptionFacts exception, RuleBudget budget) => IsNegated != Matches((Key switch
    {
        MatcherKey.ErrorType => exception.Type,
        MatcherKey.ErrorValue => exception.Value,
        _ => exception.Mechanism,
    }) ?? Unknown, budget);

    public override string ToString()
    {
        var text = $"{(IsNegated ? "!" : "")}{Name}:{RuleQuoting.Write(Argument, Offset != FrameOffset.Frame)}";
        return Offset switch
        {
            FrameOffset.Caller => $"[ {text} ] |",
            FrameOffset.Callee => $"| [ {text} ]",
            _ => text,
        };
    }

    private bool Matches(string? text, RuleBudget budget) => text is not null && _glob!.IsMatch(text, budget);
}
