using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Reading;

namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>Reads fingerprint rules: <c>matchers -&gt; value, value title="..." # comment</c>, one on each line. Never throws on text.</summary>
internal sealed class FingerprintRuleParser
{
    private const string Arrow = "->";
    private const string TitleAttribute = "title";

    private readonly RuleLine _line;
    private readonly RuleOrigin _origin;
    private readonly ImmutableArray<FingerprintMatcher>.Builder _matchers = ImmutableArray.CreateBuilder<FingerprintMatcher>();
    private readonly ImmutableArray<string>.Builder _fingerprint = ImmutableArray.CreateBuilder<string>();
    private string? _title;
    private RuleProblem? _problem;

    private FingerprintRuleParser(RuleLine line, RuleOrigin origin)
    {
        _line = line;
        _origin = origin;
    }

    public static RuleParseResult<FingerprintRule> Parse(string text, RuleOrigin origin = RuleOrigin.Project)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RuleTextReader.Read(text, line => new FingerprintRuleParser(line, origin).Read());
    }

    private (FingerprintRule? Rule, RuleProblem? Problem) Read() =>
        ReadMatchers() && ReadValues() && ReadAttributes()
            ? (new FingerprintRule(_matchers.ToImmutable(), _fingerprint.ToImmutable(), _title, _line.Number, _origin), null)
            : (null, _problem);

    private bool ReadMatchers()
    {
        for (_line.SkipBlanks(); !_line.Skip(Arrow); _line.SkipBlanks())
        {
            if (_line.IsAtEnd || _line.Next == '#')
            {
                return Fail("The arrow '->' and the fingerprint are missing.");
            }

            if (_matchers.Count == RuleLimits.Parts)
            {
                return Fail($"A rule has at most {RuleLimits.Parts} matchers.");
            }

            if (!ReadMatcher())
            {
                return false;
            }
        }

        return _matchers.Count > 0 || Fail("A rule begins with a matcher such as 'type:TimeoutError'.", 0);
    }

    private bool ReadMatcher()
    {
        var start = _line.Position;
        var isNegated = _line.Skip('!');
        var nameStart = _line.Position;
        var name = _line.Next == '"' ? _line.ReadQuoted() : _line.ReadName();
        if (string.IsNullOrEmpty(name) || !_line.Skip(':'))
        {
            return Fail("A matcher such as 'type:TimeoutError' or the arrow '->' is expected here.", start);
        }

        if (FingerprintKeys.Read(name) is null)
        {
            return Fail($"'{name}' is not known.", nameStart, Spelling.Suggest(name, FingerprintKeys.Names));
        }

        var argumentStart = _line.Position;
        var isQuoted = _line.Next == '"';
        var argument = isQuoted ? _line.ReadQuoted() : _line.ReadWord();
        if (argument is null || (argument.Length == 0 && !isQuoted))
        {
            return Fail(argument is null ? "These quotes are never closed." : "The text to look for is missing after ':'.", argumentStart);
        }

        if (FingerprintMatcher.Create(name, argument, isNegated, out var error) is not { } matcher)
        {
            return Fail(error!, argumentStart);
        }

        _matchers.Add(matcher);
        return true;
    }

    /// <summary>The values are divided by commas, the last is followed by an attribute, a comment or nothing.</summary>
    private bool ReadValues()
    {
        do
        {
            _line.SkipBlanks();
            var start = _line.Position;
            if (_fingerprint.Count >= RuleLimits.Parts)
            {
                return Fail($"A fingerprint has at most {RuleLimits.Parts} values.");
            }

            var isQuoted = _line.Next == '"';
            var value = isQuoted ? _line.ReadQuoted() : ReadBareValue();
            if (value is null || (value.Length == 0 && !isQuoted))
            {
                return Fail(value is null ? "These quotes are never closed." : "A value of the fingerprint is missing here.", start);
            }

            _fingerprint.AddRange(FingerprintTemplate.Split(value));
            _line.SkipBlanks();
        }
        while (_line.Skip(','));
        return true;
    }

    /// <summary>A value without quotes: all up to a comma, an attribute, a comment or the end.</summary>
    private string ReadBareValue()
    {
        var start = _line.Position;
        var end = start;
        while (!_line.IsAtEnd && _line.Next != ',' && !(end < _line.Position && (_line.Next == '#' || IsAttributeNext())))
        {
            _line.Position++;
            end = char.IsWhiteSpace(_line.Text[_line.Position - 1]) ? end : _line.Position;
        }

        return _line.Text[start..end];
    }

    private bool IsAttributeNext()
    {
        var start = _line.Position;
        var isAttribute = _line.ReadName().Length > 0 && _line.Next == '=';
        _line.Position = start;
        return isAttribute;
    }

    private bool ReadAttributes()
    {
        for (_line.SkipBlanks(); !_line.IsAtEnd && _line.Next != '#'; _line.SkipBlanks())
        {
            var start = _line.Position;
            var name = _line.ReadName();
            if (name != TitleAttribute || !_line.Skip('='))
            {
                return Fail("After the fingerprint there may be title=\"...\" and nothing else.", start, Spelling.Suggest(name, [TitleAttribute]));
            }

            start = _line.Position;
            _title = _line.Next == '"' ? _line.ReadQuoted() : null;
            if (_title is null)
            {
                return Fail("A title stands in quotes.", start);
            }
        }

        return true;
    }

    private bool Fail(string message, int? position = null, string? suggestion = null)
    {
        _problem = _line.Problem(message, position, suggestion);
        return false;
    }
}
