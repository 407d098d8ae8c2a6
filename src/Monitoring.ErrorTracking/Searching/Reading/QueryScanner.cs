using System.Collections.Immutable;
using System.Text;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Searching.Reading;

/// <summary>Takes the pieces of a search one after the other.</summary>
internal sealed class QueryScanner(string text)
{
    private const string TagsPrefix = "tags[";

    private readonly HashSet<int> _quoted = [];
    private int _at;

    /// <summary>Where the next piece begins, from 0.</summary>
    public int Position => _at;

    /// <summary>What is wrong with a piece that was taken.</summary>
    public QueryProblem? Problem { get; private set; }

    public bool IsAtNot => Current == '!' && _at + 1 < text.Length && !char.IsWhiteSpace(text[_at + 1]);

    private char Current => _at < text.Length ? text[_at] : '\0';

    /// <returns>Where the next piece begins.</returns>
    public int SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at;
    }

    public bool IsAtEndOfGroup(int depth) => _at == text.Length || (depth > 0 && Current == ')');

    public bool IsAtWord(string word)
    {
        var end = _at + word.Length;
        return string.CompareOrdinal(text, _at, word, 0, word.Length) == 0 && (end >= text.Length || char.IsWhiteSpace(text[end]) || text[end] is '(' or ')');
    }

    public bool TryTakeWord(string word)
    {
        SkipBlanks();
        if (_at == text.Length || !IsAtWord(word))
        {
            return false;
        }

        _at += word.Length;
        SkipBlanks();
        return true;
    }

    public bool TryTake(char character)
    {
        if (_at == text.Length || Current != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>An exclamation mark that something follows; one alone is a word.</summary>
    public bool TryTakeNot() => IsAtNot && TryTake('!');

    /// <summary>Whether a value was written in quotation marks.</summary>
    public bool WasQuoted(QueryValue value) => _quoted.Contains(value.Position);

    /// <summary>Letters, dots and the like up to a colon, or <c>tags[...]:</c>; <see langword="null"/> when the piece has no key. What an address begins with is none.</summary>
    public string? ReadKey(out bool isTag)
    {
        isTag = string.Compare(text, _at, TagsPrefix, 0, TagsPrefix.Length, StringComparison.OrdinalIgnoreCase) == 0;
        var start = isTag ? _at + TagsPrefix.Length : _at;
        var end = start;
        while (end < text.Length && (isTag ? text[end] is not (']' or '"') : char.IsLetterOrDigit(text[end]) || text[end] is '.' or '_' or '-'))
        {
            end++;
        }

        var colon = isTag ? end + 1 : end;
        isTag &= end < text.Length && text[end] == ']';
        if (end == start || colon >= text.Length || text[colon] != ':' || (!isTag && IsAddress(colon)))
        {
            isTag = false;
            return null;
        }

        _at = colon + 1;
        return text[start..end];
    }

    /// <summary>A value, or several in brackets.</summary>
    public ImmutableArray<QueryValue> ReadValues(bool isInGroup)
    {
        var start = _at;
        if (!TryTake('['))
        {
            return [ReadValue(isInGroup, withOperator: true)];
        }

        var values = ImmutableArray.CreateBuilder<QueryValue>();
        do
        {
            SkipBlanks();
            values.Add(ReadValue(",]", 0, withOperator: true));
            SkipBlanks();
        }
        while (TryTake(','));
        if (!TryTake(']'))
        {
            Problem ??= new QueryProblem(start, "The list is not closed by ']'.");
        }
        else if (values.Any(value => value.Text is { IsExact: true, Parts: [""] } && !WasQuoted(value)))
        {
            Problem ??= new QueryProblem(start, "A value of the list is missing.");
        }

        return values.ToImmutable();
    }

    public QueryValue ReadValue(bool isInGroup, bool withOperator) => ReadValue("", isInGroup ? 1 : 0, withOperator);

    private bool IsAddress(int colon) => colon + 1 < text.Length && (text[colon + 1] == ':' || string.CompareOrdinal(text, colon + 1, "//", 0, 2) == 0);

    private QueryValue ReadValue(string ends, int depth, bool withOperator)
    {
        var of = withOperator ? ReadOperator() : QueryOperator.Is;
        var position = _at;
        var parts = new List<string>();
        var part = new StringBuilder();
        if (TryTake('"'))
        {
            _quoted.Add(position);
            ReadQuoted(parts, part, position);
        }
        else
        {
            ReadBare(parts, part, ends, depth);
        }

        parts.Add(part.ToString());
        return new QueryValue { Position = position, Operator = of, Text = TextPattern.Of(parts) };
    }

    private QueryOperator ReadOperator()
    {
        var (isLess, isGreater) = (TryTake('<'), false);
        isGreater = !isLess && TryTake('>');
        var orEqual = (isLess || isGreater) && TryTake('=');
        return (isLess, isGreater, orEqual) switch
        {
            (true, _, true) => QueryOperator.LessOrEqual,
            (true, _, false) => QueryOperator.Less,
            (_, true, true) => QueryOperator.GreaterOrEqual,
            (_, true, false) => QueryOperator.Greater,
            _ => QueryOperator.Is,
        };
    }

    private void ReadQuoted(List<string> parts, StringBuilder part, int start)
    {
        while (_at < text.Length && text[_at] != '"')
        {
            ReadCharacter(parts, part);
        }

        if (!TryTake('"'))
        {
            Problem ??= new QueryProblem(start, "A quotation mark is missing at the end.");
        }
    }

    /// <summary>Up to a blank. A parenthesis that closes is part of the value when one was opened in it: <c>pay(x)</c>.</summary>
    private void ReadBare(List<string> parts, StringBuilder part, string ends, int depth)
    {
        var open = 0;
        while (_at < text.Length && !ends.Contains(text[_at], StringComparison.Ordinal) && (ends.Length > 0 || !char.IsWhiteSpace(text[_at])))
        {
            open += text[_at] == '(' ? 1 : text[_at] == ')' ? -1 : 0;
            if (open < 0 && depth > 0)
            {
                return;
            }

            open = Math.Max(open, 0);
            ReadCharacter(parts, part);
        }

        if (ends.Length > 0)
        {
            // Blanks inside of a value of a list count, those around it do not.
            while (part.Length > 0 && char.IsWhiteSpace(part[^1]))
            {
                part.Length--;
            }
        }
    }

    private void ReadCharacter(List<string> parts, StringBuilder part)
    {
        if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '*' or '\\' or '"')
        {
            part.Append(text[_at + 1]);
            _at += 2;
        }
        else if (text[_at] == '*')
        {
            parts.Add(part.ToString());
            part.Clear();
            _at++;
        }
        else
        {
            part.Append(text[_at++]);
        }
    }
}
