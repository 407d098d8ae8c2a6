namespace Monitoring.Incidents.Matchers;

/// <summary>Takes a text in the strict syntax apart.</summary>
internal ref struct StrictMatcherLexer(string text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>The next token, which stays the next one.</summary>
    /// <exception cref="FormatException">What follows is none.</exception>
    public MatcherToken Peek()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        if (_position == _text.Length)
        {
            return Token(MatcherTokenKind.End, 0);
        }

        var rest = _text[_position..];
        return rest[0] switch
        {
            '{' => Token(MatcherTokenKind.OpenBrace, 1),
            '}' => Token(MatcherTokenKind.CloseBrace, 1),
            ',' => Token(MatcherTokenKind.Comma, 1),
            '=' => Token(MatcherTokenKind.Operator, rest.StartsWith("=~") ? 2 : 1),
            '!' when rest.Length > 1 && rest[1] is '=' or '~' => Token(MatcherTokenKind.Operator, 2),
            '!' => throw new FormatException($"{Token(MatcherTokenKind.End, 1).Place}: !: expected one of '=~'"),
            '"' => Quoted(rest),
            _ => Plain(rest),
        };
    }

    /// <summary>Goes behind the next token.</summary>
    public void Take() => _position += Peek().Text.Length;

    private readonly MatcherToken Quoted(ReadOnlySpan<char> rest)
    {
        for (var index = 1; index < rest.Length; index++)
        {
            if (rest[index] == '\\')
            {
                index++;
            }
            else if (rest[index] == '"')
            {
                return Token(MatcherTokenKind.Quoted, index + 1);
            }
        }

        throw new FormatException($"{Token(MatcherTokenKind.End, rest.Length).Place}: {rest}: missing end \"");
    }

    private readonly MatcherToken Plain(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && MatcherCharacters.IsPlain(rest[length]))
        {
            length++;
        }

        return length > 0 ? Token(MatcherTokenKind.Plain, length) : throw new FormatException($"{Token(MatcherTokenKind.End, 1).Place}: {rest[0]}: invalid input");
    }

    private readonly MatcherToken Token(MatcherTokenKind kind, int length)
    {
        var begin = Characters(_text[.._position]);
        var text = _text.Slice(_position, length);
        return new MatcherToken(kind, text, begin, begin + Characters(text));
    }

    private static int Characters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
