using System.Text;
using System.Text.RegularExpressions;

namespace Monitoring.Incidents.Matchers;

/// <summary>
/// A regular expression of RE2, as Prometheus and Alertmanager use them, that must fit a whole value. It is run without backtracking, so that none takes longer than the value is long.
/// </summary>
internal static class AnchoredPattern
{
    // What .NET takes for more than RE2 does: letters and digits of all scripts.
    private const string Digits = "0-9";
    private const string Words = "0-9A-Za-z_";
    private const string Spaces = @"\t\n\f\r ";

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <exception cref="FormatException">It is none that RE2 takes.</exception>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{Translate(pattern)})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException exception)
        {
            throw new FormatException($"error parsing regexp: {exception.Error} at {Math.Max(0, exception.Offset - @"\A(?:".Length)}: `{pattern}`", exception);
        }
        catch (NotSupportedException exception)
        {
            throw new FormatException($"error parsing regexp: it looks around or back, or is too large: `{pattern}`", exception);
        }
    }

    private static string Translate(string pattern)
    {
        var translated = new StringBuilder(pattern.Length);
        for (var index = 0; index < pattern.Length;)
        {
            var rest = pattern.AsSpan(index);
            index += rest[0] switch
            {
                '\\' => Escape(rest, translated, isInClass: false),
                '[' => Class(rest, translated),
                '(' when rest.StartsWith("(?P<") => Copy("(?<", 4, translated),
                _ => Copy(rest[..1], 1, translated),
            };
        }

        return translated.ToString();
    }

    /// <summary>Takes an escape over; <c>\Q...\E</c> and the classes of letters have other signs here.</summary>
    private static int Escape(ReadOnlySpan<char> rest, StringBuilder translated, bool isInClass)
    {
        if (rest.Length < 2)
        {
            return Copy(rest, rest.Length, translated);
        }

        return (rest[1], isInClass) switch
        {
            ('d', true) => Copy(Digits, 2, translated),
            ('w', true) => Copy(Words, 2, translated),
            ('s', true) => Copy(Spaces, 2, translated),
            ('d', false) => Copy($"[{Digits}]", 2, translated),
            ('D', false) => Copy($"[^{Digits}]", 2, translated),
            ('w', false) => Copy($"[{Words}]", 2, translated),
            ('W', false) => Copy($"[^{Words}]", 2, translated),
            ('s', false) => Copy($"[{Spaces}]", 2, translated),
            ('S', false) => Copy($"[^{Spaces}]", 2, translated),
            ('Q', false) => Literal(rest, translated),
            _ => Copy(rest[..2], 2, translated),
        };
    }

    private static int Literal(ReadOnlySpan<char> rest, StringBuilder translated)
    {
        var end = rest.IndexOf(@"\E", StringComparison.Ordinal);
        translated.Append(Regex.Escape((end < 0 ? rest[2..] : rest[2..end]).ToString()));
        return end < 0 ? rest.Length : end + 2;
    }

    /// <summary>Takes a class of characters over. In .NET a bracket in one would take another class away from it.</summary>
    private static int Class(ReadOnlySpan<char> rest, StringBuilder translated)
    {
        var index = rest.StartsWith("[^") ? 2 : 1;
        translated.Append(rest[..index]);
        if (index < rest.Length && rest[index] == ']')
        {
            translated.Append(@"\]");
            index++;
        }

        while (index < rest.Length && rest[index] != ']')
        {
            var inner = rest[index..];
            index += inner[0] switch
            {
                '\\' => Escape(inner, translated, isInClass: true),
                '[' when inner.StartsWith("[:") => Named(inner, translated),
                '[' => Copy(@"\[", 1, translated),
                _ => Copy(inner[..1], 1, translated),
            };
        }

        return index < rest.Length ? index + Copy("]", 1, translated) : index;
    }

    private static int Named(ReadOnlySpan<char> inner, StringBuilder translated)
    {
        var end = inner.IndexOf(":]", StringComparison.Ordinal);
        return end > 0 && Classes.TryGetValue(inner[2..end].ToString(), out var characters) ? Copy(characters, end + 2, translated) : Copy(@"\[", 1, translated);
    }

    private static int Copy(ReadOnlySpan<char> text, int read, StringBuilder translated)
    {
        translated.Append(text);
        return read;
    }
}
