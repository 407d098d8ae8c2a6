using System.Buffers;

namespace Monitoring.Core.Redaction;

/// <summary>Finds values that stand behind a sensitive name: <c>password=x</c>, <c>"apiKey": "x"</c>, <c>--token x1</c>, header lines.</summary>
internal sealed class NamedValueFinder(SensitiveNames names)
{
    private const int MaxBlanks = 4;
    private const int MinWeakValue = 8;
    private const int MaxVersion = 20;

    private static readonly SearchValues<char> EndOfBareValue = SearchValues.Create(" \t\r\n,;&|\"'`<>(){}\\");
    private static readonly SearchValues<char> EndOfLine = SearchValues.Create("\r\n");
    private static readonly string[] NoSecrets = ["null", "undefined", "none", "nil", "true", "false"];

    private readonly SearchValues<string> _triggers = SearchValues.Create([.. names.Triggers], StringComparison.OrdinalIgnoreCase);

    public void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOfAny(_triggers) is var offset and >= 0)
        {
            var (start, end) = NameAround(text, position, position + offset);
            position = end;
            if (!TrySkipSeparator(text, start, end, out var value))
            {
                continue;
            }

            var sensitivity = names.Classify(text[start..end]);
            if (sensitivity == NameSensitivity.None)
            {
                continue;
            }

            var (valueStart, valueEnd) = Value(text, value, sensitivity);
            if (IsSecret(text[start..end], text[valueStart..valueEnd], sensitivity))
            {
                found.Add(valueStart, valueEnd);

                // A quote that nobody closed reaches into the next line, where names stand again.
                var line = text[valueStart..valueEnd].IndexOfAny(EndOfLine);
                position = line < 0 ? valueEnd : valueStart + line;
            }
        }
    }

    private static (int Start, int End) NameAround(ReadOnlySpan<char> text, int from, int trigger)
    {
        var before = text[from..trigger].LastIndexOfAnyExcept(Characters.Name);
        var start = Math.Max(before < 0 ? from : from + before + 1, trigger - SensitiveNames.MaxLength);
        return (start, Characters.EndOf(Characters.Name, text, trigger));
    }

    /// <summary>Skips a closing quote of the name and the sign between name and value.</summary>
    private static bool TrySkipSeparator(ReadOnlySpan<char> text, int nameStart, int nameEnd, out int value)
    {
        value = nameEnd;
        if (value < text.Length && text[value] == '\\')
        {
            value++;
        }

        if (value < text.Length && text[value] is '"' or '\'')
        {
            value++;
        }

        value = SkipBlanks(text, value);
        var rest = text[value..];
        var length = rest.StartsWith("=>") || rest.StartsWith(":=") ? 2
            : rest.StartsWith("==") || rest.StartsWith("::") ? 0
            : rest.Length > 0 && rest[0] is '=' or ':' ? 1
            : 0;
        value = SkipBlanks(text, value + length);
        var isOption = length == 0 && value == nameEnd + 1 && text[nameStart..].StartsWith("--") && rest.Length > 0 && text[nameEnd] == ' ' && rest[0] != '-';
        return (length > 0 || isOption) && value < text.Length;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int position)
    {
        var end = Math.Min(text.Length, position + MaxBlanks);
        while (position < end && text[position] is ' ' or '\t')
        {
            position++;
        }

        return position;
    }

    private static (int Start, int End) Value(ReadOnlySpan<char> text, int start, NameSensitivity sensitivity)
    {
        var quoteLength = text[start] is '"' or '\'' ? 1 : text[start..].StartsWith("\\\"") || text[start..].StartsWith("\\'") ? 2 : 0;
        if (quoteLength > 0)
        {
            var inside = start + quoteLength;
            return IsDelimited(text, inside) ? (inside, inside) : (inside, EndOfQuoted(text, inside, text.Slice(start, quoteLength)));
        }

        if (text[start] is '{' or '(' || (text[start] == '[' && (IsDelimited(text, start + 1) || text[start + 1] is '"' or '\'' or '{' or '[')))
        {
            return (start, start);
        }

        var length = text[start..].IndexOfAny(sensitivity == NameSensitivity.Header ? EndOfLine : EndOfBareValue);
        var end = length < 0 ? text.Length : start + length;
        var isMasked = text[start..end].StartsWith(Mask.Text) && text[(start + Mask.Text.Length)..end].Trim(']').IsEmpty;
        return (start, isMasked ? start : end - TrailingBrackets(text[start..end]));
    }

    // In "Password: ", the quote ends the text; behind "cookies": [ a structure begins, whose own names are looked at.
    private static bool IsDelimited(ReadOnlySpan<char> text, int position) =>
        position >= text.Length || text[position] is ',' or ';' or ')' or '}' or ']' || char.IsWhiteSpace(text[position]);

    // "[password=x]" keeps its bracket, "password=[x]" does not.
    private static int TrailingBrackets(ReadOnlySpan<char> value) => value.StartsWith("[") ? 0 : value.Length - value.TrimEnd(']').Length;

    private static int EndOfQuoted(ReadOnlySpan<char> text, int inside, ReadOnlySpan<char> quote)
    {
        var position = inside;
        while (text[position..].IndexOf(quote) is var offset and >= 0)
        {
            position += offset;
            if (quote.Length > 1 || !IsEscaped(text[inside..position]))
            {
                return position;
            }

            position++;
        }

        var line = text[inside..].IndexOfAny(EndOfLine);
        return line < 0 ? text.Length : inside + line;
    }

    private static bool IsEscaped(ReadOnlySpan<char> before) => (before.Length - before.TrimEnd('\\').Length) % 2 == 1;

    private static bool IsSecret(ReadOnlySpan<char> name, ReadOnlySpan<char> value, NameSensitivity sensitivity)
    {
        if (value.Trim('*').IsEmpty || IsWord(value) || IsVersion(value) || IsWorkingDirectory(name, value))
        {
            return false;
        }

        return sensitivity != NameSensitivity.Weak
            || (value.Length >= MinWeakValue && value.ContainsAnyInRange('0', '9') && !value.ContainsAnyExcept(Characters.Token));
    }

    private static bool IsWord(ReadOnlySpan<char> value)
    {
        foreach (var word in NoSecrets)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // "Microsoft.AspNetCore.Authorization": "2.0.4.0" in a list of modules.
    private static bool IsVersion(ReadOnlySpan<char> value) => value.Length <= MaxVersion && value.Contains('.') && value.Trim("0123456789.").IsEmpty;

    // PWD=/home/ann in a list of environment variables.
    private static bool IsWorkingDirectory(ReadOnlySpan<char> name, ReadOnlySpan<char> value) => name.EndsWith("PWD") && value.StartsWith("/");
}
