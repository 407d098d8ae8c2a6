using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Matchers;

/// <summary>
/// The syntax of Alertmanager since version 0.27: names and values of any characters in quotes, and of all but some without. Errors name the place, in characters from 0, as there.
/// </summary>
internal ref struct StrictMatcherReader
{
    private readonly List<Matcher> _matchers = [];
    private StrictMatcherLexer _lexer;

    private StrictMatcherReader(string text) => _lexer = new StrictMatcherLexer(text);

    public static MatcherReadResult Read(string text)
    {
        var reader = new StrictMatcherReader(text);
        try
        {
            reader.ReadList();
            return MatcherReadResult.Of(reader._matchers);
        }
        catch (FormatException exception)
        {
            return MatcherReadResult.Bad(exception.Message);
        }
    }

    private void ReadList()
    {
        if (_lexer.Peek().Kind == MatcherTokenKind.End)
        {
            return;
        }

        var isOpen = Takes(MatcherTokenKind.OpenBrace);
        while (!(isOpen ? _lexer.Peek().Kind == MatcherTokenKind.CloseBrace : _lexer.Peek().Kind == MatcherTokenKind.End))
        {
            if (isOpen && _lexer.Peek().Kind == MatcherTokenKind.End)
            {
                throw Unexpected("expected close brace");
            }

            ReadMatcher();
            if (!Takes(MatcherTokenKind.Comma))
            {
                break;
            }
        }

        if (isOpen && !Takes(MatcherTokenKind.CloseBrace))
        {
            throw Unexpected(_lexer.Peek().Kind == MatcherTokenKind.End ? "expected close brace" : "expected a comma or close brace");
        }

        if (_lexer.Peek().Kind != MatcherTokenKind.End)
        {
            throw Unexpected(isOpen ? "expected end of input" : "expected a comma");
        }
    }

    private void ReadMatcher()
    {
        var name = ReadText("expected label name");
        if (_lexer.Peek() is not { Kind: MatcherTokenKind.Operator } sign)
        {
            throw Unexpected("expected an operator such as '=', '!=', '=~' or '!~'");
        }

        _lexer.Take();
        _matchers.Add(Matcher.Of(name, MatchOperators.Read(sign.Text), ReadText("expected label value")));
    }

    private string ReadText(string expected)
    {
        var token = _lexer.Peek();
        switch (token.Kind)
        {
            case MatcherTokenKind.Plain:
                _lexer.Take();
                return token.Text.ToString();
            case MatcherTokenKind.Quoted:
                _lexer.Take();
                return QuotedText.TryRead(token.Text[1..^1], out var text) ? text : throw new FormatException($"{token.Place}: {token.Text}: invalid input");
            default:
                throw Unexpected(expected);
        }
    }

    private bool Takes(MatcherTokenKind kind)
    {
        if (_lexer.Peek().Kind != kind)
        {
            return false;
        }

        _lexer.Take();
        return true;
    }

    private FormatException Unexpected(string expected)
    {
        var token = _lexer.Peek();
        return new FormatException(token.Kind == MatcherTokenKind.End ? $"0:{token.End}: end of input: {expected}" : $"{token.Place}: unexpected {token.Text}: {expected}");
    }
}
