using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>
/// Reads selectors. <c>||</c> binds weaker than <c>&amp;&amp;</c>, and that weaker than <c>!</c>; a path is parts with dots between: a name, a name
/// in apostrophes (two for one), a number, <c>$kind</c>, <c>*</c>, <c>**</c>.
/// </summary>
internal ref struct SelectorParser
{
    private const int MaxDepth = 16;
    private const int MaxParts = 24;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _depth;
    private int _faultAt;
    private string? _fault;
    private string? _suggestion;

    private SelectorParser(ReadOnlySpan<char> text) => _text = text;

    public static SelectorParseResult Parse(string text)
    {
        var parser = new SelectorParser(text);
        if (text.Length > ScrubbingRule.MaxTextLength)
        {
            parser.Fail(ScrubbingRule.MaxTextLength, $"A selector has at most {ScrubbingRule.MaxTextLength} characters.");
            return parser.Result(null);
        }

        var selector = parser.ReadOr();
        parser.SkipBlanks();
        if (selector is not null && parser._position < text.Length)
        {
            selector = parser.Fail(parser._position, text[parser._position] == ')' ? "There is no opening bracket for this one." : "Expected '&&', '||', '.' or the end.");
        }

        return parser.Result(selector);
    }

    private readonly SelectorParseResult Result(Selector? selector) =>
        new() { Selector = selector, Offset = _faultAt, Message = selector is null ? _fault : null, Suggestion = _suggestion };

    private Selector? ReadOr()
    {
        var parts = ImmutableArray.CreateBuilder<Selector>();
        do
        {
            if (ReadAnd() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (TakeOperator('|'));

        return parts.Count == 1 ? parts[0] : new Selector.Or(parts.DrainToImmutable());
    }

    private Selector? ReadAnd()
    {
        var parts = ImmutableArray.CreateBuilder<Selector>();
        do
        {
            if (ReadNot() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (TakeOperator('&'));

        return parts.Count == 1 ? parts[0] : new Selector.And(parts.DrainToImmutable());
    }

    private Selector? ReadNot()
    {
        var isNegated = false;
        SkipBlanks();
        while (Take('!'))
        {
            isNegated = !isNegated;
            SkipBlanks();
        }

        var selector = ReadPrimary();
        return selector is not null && isNegated ? new Selector.Not(selector) : selector;
    }

    private Selector? ReadPrimary()
    {
        var start = _position;
        if (!Take('('))
        {
            return ReadPath();
        }

        if (++_depth > MaxDepth)
        {
            return Fail(start, $"More than {MaxDepth} brackets are open.");
        }

        var inner = ReadOr();
        SkipBlanks();
        if (inner is not null && !Take(')'))
        {
            return Fail(start, "This bracket is not closed.");
        }

        _depth--;
        return inner;
    }

    private Selector? ReadPath()
    {
        var start = _position;
        var parts = ImmutableArray.CreateBuilder<SelectorPart>();
        do
        {
            var at = _position;
            if (ReadPart() is not { } part)
            {
                return null;
            }

            if (part.IsDeep && parts.Any(earlier => earlier.IsDeep))
            {
                return Fail(at, "A path has '**' at most once.");
            }

            parts.Add(part);
            if (parts.Count > MaxParts)
            {
                return Fail(at, $"A path has at most {MaxParts} parts.");
            }
        }
        while (Take('.'));

        return parts is [{ IsAny: true }] ? Fail(start, "'*' stands for one part of a path; alone it chooses nothing. '**' chooses everything.") : new Selector.Path(parts.DrainToImmutable());
    }

    private SelectorPart? ReadPart()
    {
        if (Take('*'))
        {
            return Take('*') ? SelectorPart.Deep : SelectorPart.Any;
        }

        return _position < _text.Length && _text[_position] == '$' ? ReadKind()
            : _position < _text.Length && _text[_position] == '\'' ? ReadQuoted()
            : ReadName();
    }

    private SelectorPart? ReadKind()
    {
        var start = _position++;
        var name = TakeWord().ToString();
        if (ValueKindNames.TryGet(name, out var kind))
        {
            return new SelectorPart { Index = -1, Kind = kind };
        }

        Fail(start, ValueKindNames.IsElsewhere(name) ? $"'${name}' is nothing that an event holds." : $"There is no kind '${name}'.");
        _suggestion = ValueKindNames.Similar(name) is { } similar ? $"${similar}" : null;
        return null;
    }

    private SelectorPart? ReadQuoted()
    {
        var start = _position++;
        var name = new StringBuilder();
        while (_position < _text.Length)
        {
            var letter = _text[_position++];
            if (letter != '\'')
            {
                name.Append(letter);
            }
            else if (!Take('\''))
            {
                return new SelectorPart { Index = -1, Name = name.ToString() };
            }
            else
            {
                name.Append('\'');
            }
        }

        Fail(start, "This apostrophe is not closed.");
        return null;
    }

    private SelectorPart? ReadName()
    {
        var start = _position;
        var word = TakeWord();
        if (word.IsEmpty)
        {
            Fail(start, start == _text.Length ? "A path is missing at the end." : $"'{_text[start]}' cannot stand here; a name with other signs stands in apostrophes.");
            return null;
        }

        return !word.ContainsAnyExceptInRange('0', '9') && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new SelectorPart { Index = index }
            : new SelectorPart { Index = -1, Name = word.ToString() };
    }

    private ReadOnlySpan<char> TakeWord()
    {
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '-'))
        {
            _position++;
        }

        return _text[start.._position];
    }

    private bool TakeOperator(char sign)
    {
        SkipBlanks();
        return Take(sign) && (Take(sign) || true);
    }

    private bool Take(char sign)
    {
        if (_position >= _text.Length || _text[_position] != sign)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private Selector? Fail(int at, string message)
    {
        (_faultAt, _fault) = (at, message);
        return null;
    }
}
