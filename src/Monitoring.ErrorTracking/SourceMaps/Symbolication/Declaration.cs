namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>
/// Recognises declarations of functions and classes in generated code, without parsing it: <c>function t(</c>, <c>class t</c>, <c>t=function</c>,
/// <c>t=(a)=></c>, <c>t:async a=></c>, <c>t(a){</c>. Being wrong costs a name, so it is careful rather than complete.
/// </summary>
internal static class Declaration
{
    /// <summary>How long the parameters of a function may be.</summary>
    private const int MaxParameters = 4000;

    public static bool IsIdentifier(ReadOnlySpan<char> text) => !char.IsAsciiDigit(text[0]) && !text.ContainsAnyExcept(IdentifierCharacters);

    private static readonly System.Buffers.SearchValues<char> IdentifierCharacters =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$");

    /// <summary>Where the body of what is declared begins; nothing when this place declares nothing.</summary>
    /// <param name="code">The code.</param>
    /// <param name="at">Where the name stands.</param>
    /// <param name="length">The length of the name.</param>
    public static int? Body(string code, int at, int length)
    {
        var end = at + length;
        if ((at > 0 && IsPart(code[at - 1])) || (end < code.Length && IsPart(code[end])))
        {
            return null;
        }

        var before = code.AsSpan(Math.Max(0, at - 16), Math.Min(16, at)).TrimEnd();
        var next = SkipBlanks(code, end);
        if (before.EndsWith("function") || before.EndsWith("function*"))
        {
            return AfterParameters(code, next);
        }

        if (before.EndsWith("class"))
        {
            return BraceAfter(code, next);
        }

        if (next >= code.Length || before.EndsWith("."))
        {
            return null;
        }

        return code[next] switch
        {
            '=' when next + 1 < code.Length && code[next + 1] is not ('=' or '>') => AfterValue(code, SkipBlanks(code, next + 1)),
            ':' => AfterValue(code, SkipBlanks(code, next + 1)),
            '(' when !before.EndsWith("new") && AfterParameters(code, next) is { } body => body,
            _ => null,
        };
    }

    /// <summary>Whether a body that begins at one place is still open at another. Braces in strings and templates do not count.</summary>
    public static bool Holds(string code, int body, int place)
    {
        // An arrow function without braces has no end that could be found so simply.
        if (code[body] != '{')
        {
            return place >= body;
        }

        var depth = 0;
        for (var i = body; i < place && i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"' or '\'' or '`':
                    i = EndOfString(code, i, place);
                    break;
                case '{':
                    depth++;
                    break;
                case '}':
                    if (--depth == 0)
                    {
                        return false;
                    }

                    break;
            }
        }

        return place > body;
    }

    private static bool IsPart(char character) => IdentifierCharacters.Contains(character) || character > 127;

    /// <summary>A function or class as the value of a variable or property.</summary>
    private static int? AfterValue(string code, int at)
    {
        at = SkipWord(code, at, "async");
        if (StartsWithWord(code, at, "function"))
        {
            var open = code.IndexOf('(', at, Math.Min(100, code.Length - at));
            return open < 0 ? null : AfterParameters(code, open);
        }

        if (StartsWithWord(code, at, "class"))
        {
            return BraceAfter(code, at);
        }

        var end = at < code.Length && code[at] == '(' ? AfterParentheses(code, at) : EndOfIdentifier(code, at);
        return end is { } arrow && Follows(code, SkipBlanks(code, arrow), "=>") ? SkipBlanks(code, SkipBlanks(code, arrow) + 2) : null;
    }

    private static int? AfterParameters(string code, int open)
    {
        if (open >= code.Length || code[open] != '(' || AfterParentheses(code, open) is not { } end)
        {
            return null;
        }

        var body = SkipBlanks(code, end);
        return body < code.Length && code[body] == '{' ? body : null;
    }

    private static int? AfterParentheses(string code, int open)
    {
        var depth = 0;
        var last = Math.Min(code.Length, open + MaxParameters);
        for (var i = open; i < last; i++)
        {
            switch (code[i])
            {
                case '"' or '\'' or '`':
                    i = EndOfString(code, i, last);
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i + 1;
            }
        }

        return null;
    }

    private static int EndOfString(string code, int start, int limit)
    {
        for (var i = start + 1; i < limit && i < code.Length; i++)
        {
            if (code[i] == '\\')
            {
                i++;
            }
            else if (code[i] == code[start])
            {
                return i;
            }
        }

        return limit;
    }

    private static int? BraceAfter(string code, int at)
    {
        if (at >= code.Length)
        {
            return null;
        }

        var brace = code.IndexOf('{', at, Math.Min(500, code.Length - at));
        return brace < 0 ? null : brace;
    }

    private static int? EndOfIdentifier(string code, int at)
    {
        var end = at;
        while (end < code.Length && IsPart(code[end]))
        {
            end++;
        }

        return end > at ? end : null;
    }

    private static bool Follows(string code, int at, string text) => at <= code.Length && code.AsSpan(at).StartsWith(text);

    private static bool StartsWithWord(string code, int at, string word) =>
        Follows(code, at, word) && (at + word.Length >= code.Length || !IsPart(code[at + word.Length]));

    private static int SkipWord(string code, int at, string word) => StartsWithWord(code, at, word) ? SkipBlanks(code, at + word.Length) : at;

    private static int SkipBlanks(string code, int at)
    {
        while (at < code.Length && code[at] is ' ' or '\n' or '\r' or '\t')
        {
            at++;
        }

        return at;
    }
}
