using System.Text;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Cuts the text of a search into terms at blanks that are not within quotes.</summary>
internal ref struct IssueQueryScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public bool TryRead(out IssueQueryTerm term)
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        term = default;
        if (_at == _text.Length)
        {
            return false;
        }

        var start = _at;
        var negated = _text[_at] == '!' && _at + 1 < _text.Length && !char.IsWhiteSpace(_text[_at + 1]);
        _at += negated ? 1 : 0;
        var key = ReadKey();
        var problem = ReadValue(out var value);
        term = new IssueQueryTerm { Position = start, IsNegated = negated, Key = key, Value = value, Problem = problem };
        return true;
    }

    /// <summary>Letters, dots and the like up to a colon; nothing when there is no colon in the term.</summary>
    private string? ReadKey()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '.' or '_' or '-'))
        {
            end++;
        }

        if (end == _at || end == _text.Length || _text[end] != ':')
        {
            return null;
        }

        var key = _text[_at..end].ToString();
        _at = end + 1;
        return key;
    }

    private string? ReadValue(out string value)
    {
        if (_at < _text.Length && _text[_at] == '"')
        {
            return ReadQuoted(out value);
        }

        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        value = _text[start.._at].ToString();
        return null;
    }

    private string? ReadQuoted(out string value)
    {
        var read = new StringBuilder();
        _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            _at += _text[_at] == '\\' && _at + 1 < _text.Length ? 1 : 0;
            read.Append(_text[_at++]);
        }

        value = read.ToString();
        if (_at == _text.Length)
        {
            return "A quotation mark is missing at the end.";
        }

        _at++;
        return null;
    }
}
