using System.Collections.Immutable;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.ErrorTracking.Releases.Fixes;

/// <summary>
/// Finds the issues that the message of a commit says to fix, as Sentry and GitLab do: a word such as <c>fixes</c>, maybe a colon, and short ids with commas or
/// <c>and</c> between them.
/// </summary>
internal static class FixReferences
{
    private static readonly string[] Words = ["fix", "fixes", "fixed", "close", "closes", "closed", "resolve", "resolves", "resolved"];

    /// <summary>The short ids, each once, in the order of the message.</summary>
    public static ImmutableArray<(string Slug, long Number)> Find(string message)
    {
        var found = ImmutableArray.CreateBuilder<(string Slug, long Number)>();
        for (var place = 0; place < message.Length;)
        {
            var end = End(message, place, IsOfWord);
            if (end == place)
            {
                place++;
                continue;
            }

            place = IsFixing(message.AsSpan(place, end - place)) ? ReadList(message, end, found) : end;
        }

        return [.. found.Distinct()];
    }

    private static bool IsFixing(ReadOnlySpan<char> word)
    {
        foreach (var known in Words)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads what follows the word; the place after the last short id, or after the word when there is none.</summary>
    private static int ReadList(string message, int after, ImmutableArray<(string Slug, long Number)>.Builder found)
    {
        var place = after < message.Length && message[after] == ':' ? after + 1 : after;
        var next = End(message, place, char.IsWhiteSpace);
        while (next > place)
        {
            var end = End(message, next, IsOfShortId);
            var text = message.AsSpan(next, end - next).TrimEnd('.').ToString();
            if ((end < message.Length && IsOfWord(message[end])) || !ShortIds.TryParse(text, out var slug, out var number))
            {
                break;
            }

            found.Add((slug, number));
            after = place = next + text.Length;
            next = Separator(message, place);
        }

        return after;
    }

    /// <summary>The place after a comma, an <c>and</c> or both; the same place when there is neither.</summary>
    private static int Separator(string message, int place)
    {
        var blank = End(message, place, char.IsWhiteSpace);
        var comma = blank < message.Length && message[blank] == ',' ? End(message, blank + 1, char.IsWhiteSpace) : place;
        var word = comma > place ? comma : blank;
        var isAnd = word > place && message.AsSpan(word).StartsWith("and", StringComparison.OrdinalIgnoreCase) && word + 3 < message.Length && char.IsWhiteSpace(message[word + 3]);
        return isAnd ? End(message, word + 3, char.IsWhiteSpace) : comma;
    }

    private static int End(string message, int place, Func<char, bool> isPart)
    {
        while (place < message.Length && isPart(message[place]))
        {
            place++;
        }

        return place;
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static bool IsOfShortId(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-';
}
