using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>
/// Reads rules for stack traces: <c>[ caller ] | matchers | [ callee ] actions # comment</c>, one on each line. Never throws on text.
/// </summary>
internal sealed class StackTraceRuleParser
{
    private readonly RuleLine _line;
    private readonly RuleOrigin _origin;
    private readonly ImmutableArray<StackTraceMatcher>.Builder _matchers = ImmutableArray.CreateBuilder<StackTraceMatcher>();
    private readonly ImmutableArray<StackTraceAction>.Builder _actions = ImmutableArray.CreateBuilder<StackTraceAction>();
    private RuleProblem? _problem;

    private StackTraceRuleParser(RuleLine line, RuleOrigin origin)
    {
        _line = line;
        _origin = origin;
    }

    public static RuleParseResult<StackTraceRule> Parse(string text, RuleOrigin origin = RuleOrigin.Project)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RuleTextReader.Read(text, line => new StackTraceRuleParser(line, origin).Read());
    }

    private (StackTraceRule? Rule, RuleProblem? Problem) Read() =>
        ReadCaller() && ReadMatchers() && ReadCallee() && ReadActions()
            ? (new StackTraceRule(_matchers.ToImmutable(), _actions.ToImmutable(), _line.Number, _origin), null)
            : (null, _problem);

    private bool ReadCaller()
    {
        _line.SkipBlanks();
        return _line.Next != '[' || (ReadNeighbour(FrameOffset.Caller) && Expect('|', "A caller in brackets is followed by '|'."));
    }

    private bool ReadCallee()
    {
        _line.SkipBlanks();
        return !_line.Skip('|') || ReadNeighbour(FrameOffset.Callee);
    }

    private bool ReadNeighbour(FrameOffset offset) =>
        Expect('[', "A caller or callee stands in brackets, as in '| [ function:abort ]'.")
        && ReadMatcher(offset)
        && Expect(']', "A bracket holds one matcher and is closed by ']'.");

    private bool ReadMatchers()
    {
        var before = _matchers.Count;
        while (IsMatcherNext())
        {
            if (!ReadMatcher(FrameOffset.Frame))
            {
                return false;
            }
        }

        return _matchers.Count > before
            || Fail("A rule begins with a matcher such as 'function:main' or 'path:**/lib/**'.", suggestion: _line.Next == '[' ? "There is one caller at most." : null);
    }

    /// <summary>A name with a colon behind it begins a matcher; all else ends them.</summary>
    private bool IsMatcherNext()
    {
        _line.SkipBlanks();
        var start = _line.Position;
        var isNegated = _line.Skip('!');
        var isMatcher = (_line.Next == '"' ? _line.ReadQuoted() is not null : _line.ReadName().Length > 0) && _line.Next == ':';
        _line.Position = start;
        return isMatcher || isNegated;
    }

    private bool ReadMatcher(FrameOffset offset)
    {
        _line.SkipBlanks();
        if (_matchers.Count == RuleLimits.Parts)
        {
            return Fail($"A rule has at most {RuleLimits.Parts} matchers.");
        }

        var start = _line.Position;
        var isNegated = _line.Skip('!');
        var nameStart = _line.Position;
        var name = _line.Next == '"' ? _line.ReadQuoted() : _line.ReadName();
        if (string.IsNullOrEmpty(name) || !_line.Skip(':'))
        {
            return Fail("A matcher such as 'function:main' is expected here.", start);
        }

        if (MatcherKeys.Read(name) is null)
        {
            return Fail($"'{name}' is not known.", nameStart, Spelling.Suggest(name, MatcherKeys.Names));
        }

        return ReadArgument(offset) is { } argument && Add(name, argument, isNegated, offset, start);
    }

    private bool Add(string name, string argument, bool isNegated, FrameOffset offset, int start)
    {
        if (StackTraceMatcher.Create(name, argument, isNegated, offset, out var error) is { } matcher)
        {
            _matchers.Add(matcher);
            return true;
        }

        return Fail(error!, start);
    }

    private string? ReadArgument(FrameOffset offset)
    {
        var start = _line.Position;
        var isQuoted = _line.Next == '"';
        var argument = isQuoted ? _line.ReadQuoted() : _line.ReadWord();
        if (argument is null || (argument.Length == 0 && !isQuoted))
        {
            Fail(argument is null ? "These quotes are never closed." : "The text to look for is missing after ':'.", start);
            return null;
        }

        return isQuoted || offset == FrameOffset.Frame ? argument : WithoutBracket(argument);
    }

    /// <summary>The bracket around a caller may touch the argument.</summary>
    private string WithoutBracket(string argument)
    {
        var end = _line.Position;
        _line.SkipBlanks();
        var isClosed = _line.Next == ']';
        _line.Position = end;
        if (isClosed || argument.Length < 2 || argument[^1] != ']')
        {
            return argument;
        }

        _line.Position = end - 1;
        return argument[..^1];
    }

    private bool ReadActions()
    {
        for (_line.SkipBlanks(); !_line.IsAtEnd && _line.Next != '#'; _line.SkipBlanks())
        {
            if (_actions.Count == RuleLimits.Parts)
            {
                return Fail($"A rule has at most {RuleLimits.Parts} actions.");
            }

            if (StackTraceActionReader.Read(_line, out _problem) is not { } action)
            {
                return false;
            }

            _actions.Add(action);
        }

        return _actions.Count > 0 || Fail("The rule does nothing: an action such as '-app' or '-group' is missing.");
    }

    private bool Expect(char character, string message)
    {
        _line.SkipBlanks();
        return _line.Skip(character) || Fail(message);
    }

    private bool Fail(string message, int? position = null, string? suggestion = null)
    {
        _problem = _line.Problem(message, position, suggestion);
        return false;
    }
}
