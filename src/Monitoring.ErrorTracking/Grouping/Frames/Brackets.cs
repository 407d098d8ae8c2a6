using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Reads names by their brackets.</summary>
internal static class Brackets
{
    /// <summary>
    /// Replaces each pair of brackets that lies in no other one, with all that is in it. A bracket that is never closed takes the rest of the
    /// text with it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="open">The bracket that opens.</param>
    /// <param name="close">The bracket that closes.</param>
    /// <param name="replace">Gives the replacement for what is between the brackets, and where the pair began.</param>
    public static string Replace(string text, char open, char close, Func<string, int, string> replace)
    {
        if (!text.Contains(open, StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == open)
            {
                start = depth++ == 0 ? i : start;
            }
            else if (character == close && depth > 0)
            {
                if (--depth == 0)
                {
                    result.Append(replace(text[(start + 1)..i], start));
                }
            }
            else if (depth == 0)
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    /// <summary>The words of a text. Blanks between brackets divide nothing.</summary>
    public static List<string> SplitAtBlanks(string text)
    {
        var tokens = new List<string>();
        var expected = new Stack<char>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (expected.Count == 0 && char.IsWhiteSpace(text[i])))
            {
                if (i > start)
                {
                    tokens.Add(text[start..i]);
                }

                start = i + 1;
            }
            else if (expected.Count > 0 && text[i] == expected.Peek())
            {
                expected.Pop();
            }
            else if (Closing(text[i]) is var closing and not '\0')
            {
                expected.Push(closing);
            }
        }

        return tokens;
    }

    private static char Closing(char open) => open switch
    {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => '\0',
    };
}
