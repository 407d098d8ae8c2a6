using System.Text;
using System.Text.RegularExpressions;

namespace Monitoring.Incidents.Matchers;

/// <summary>The syntax of Alertmanager before version 0.27: names of few characters, and values without quotes up to the next comma, whatever they hold.</summary>
internal static partial class ClassicMatcherReader
{
    public static MatcherReadResult Read(string text)
    {
        var matchers = new List<Matcher>();
        foreach (var part in Split(WithoutBraces(text)))
        {
            if (!TryRead(part, out var matcher, out var problem))
            {
                return MatcherReadResult.Bad(problem);
            }

            matchers.Add(matcher);
        }

        return MatcherReadResult.Of(matchers);
    }

    private static string WithoutBraces(string text)
    {
        var begin = text.StartsWith('{') ? 1 : 0;
        return text.Length > begin && text.EndsWith('}') ? text[begin..^1] : text[begin..];
    }

    /// <summary>Parts at commas outside of quotes. Nothing after the last comma is no part.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var (isQuoted, isEscaped) = (false, false);
        foreach (var character in text)
        {
            if (character == ',' && !isQuoted)
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }

            isQuoted ^= character == '"' && !isEscaped;
            isEscaped = character == '\\' && !isEscaped;
            part.Append(character);
        }

        var last = part.ToString().Trim();
        return last.Length > 0 ? [.. parts, last] : parts;
    }

    private static bool TryRead(string part, out Matcher matcher, out string problem)
    {
        matcher = null!;
        problem = "";
        if (Form().Match(part) is not { Success: true } form)
        {
            problem = $"bad matcher format: {part}";
            return false;
        }

        if (ReadValue(form.Groups["value"].Value) is not { } value)
        {
            problem = $"matcher value contains unescaped double quote: {form.Groups["value"].Value}";
            return false;
        }

        try
        {
            matcher = Matcher.Of(form.Groups["name"].Value, MatchOperators.Read(form.Groups["operator"].Value), value);
            return true;
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
            return false;
        }
    }

    /// <summary>A value, in quotes or not; <see langword="null"/> where a quote is where none may be.</summary>
    private static string? ReadValue(string raw)
    {
        var isOpen = raw.StartsWith('"');
        var text = isOpen ? raw[1..] : raw;
        var value = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\\' && index + 1 < text.Length)
            {
                index++;
                _ = text[index] switch
                {
                    'n' => value.Append('\n'),
                    '"' or '\\' => value.Append(text[index]),
                    var other => value.Append('\\').Append(other),
                };
            }
            else if (character == '"')
            {
                if (!isOpen || index + 1 < text.Length)
                {
                    return null;
                }

                isOpen = false;
            }
            else
            {
                value.Append(character);
            }
        }

        return isOpen ? null : value.ToString();
    }

    [GeneratedRegex(@"\A\s*(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?<operator>=~|=|!=|!~)\s*(?<value>.*?)\s*\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Form();
}
