using System.Numerics;

namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>
/// A pattern without alternatives, run as an automaton: all places of the pattern where the text may be are kept as bits, so that the time is
/// bounded by the length of the text times that of the pattern, whatever they are.
/// </summary>
internal sealed class GlobProgram
{
    private const int BitsOfWord = 64;
    private const int MaxOnStack = 16;

    private readonly GlobToken[] _tokens;
    private readonly bool _isPath;
    private readonly int _words;

    public GlobProgram(GlobToken[] tokens, bool isPath)
    {
        _tokens = tokens;
        _isPath = isPath;
        _words = (tokens.Length / BitsOfWord) + 1;
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        Span<ulong> current = _words <= MaxOnStack ? stackalloc ulong[_words] : new ulong[_words];
        Span<ulong> next = _words <= MaxOnStack ? stackalloc ulong[_words] : new ulong[_words];
        Reach(current, 0);
        foreach (var character in text)
        {
            next.Clear();
            var alive = false;
            for (var word = 0; word < _words; word++)
            {
                for (var bits = current[word]; bits != 0; bits &= bits - 1)
                {
                    alive |= Step((word * BitsOfWord) + BitOperations.TrailingZeroCount(bits), character, next);
                }
            }

            if (!alive)
            {
                return false;
            }

            var swapped = current;
            current = next;
            next = swapped;
        }

        return (current[_tokens.Length / BitsOfWord] >> (_tokens.Length % BitsOfWord) & 1) != 0;
    }

    private bool Step(int place, char character, Span<ulong> next)
    {
        if (place == _tokens.Length)
        {
            return false;
        }

        ref readonly var token = ref _tokens[place];
        switch (token.Kind)
        {
            case GlobTokenKind.Character when token.Character == character:
            case GlobTokenKind.Any when !_isPath || character != '/':
            case GlobTokenKind.Class when token.Holds(character):
                Reach(next, place + 1);
                return true;
            case GlobTokenKind.Star when character != '/':
            case GlobTokenKind.DoubleStar:
                Reach(next, place);
                return true;
            case GlobTokenKind.FolderText:
                next[place / BitsOfWord] |= 1UL << place;
                if (character == '/')
                {
                    Reach(next, place + 1);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Sets a place, and those that are reached from it without any text.</summary>
    private void Reach(Span<ulong> places, int place)
    {
        for (; ; place++)
        {
            places[place / BitsOfWord] |= 1UL << place;
            if (place == _tokens.Length)
            {
                return;
            }

            switch (_tokens[place].Kind)
            {
                case GlobTokenKind.Star or GlobTokenKind.DoubleStar:
                    continue;
                case GlobTokenKind.Folders:
                    // The folders may be none, which leads past their text.
                    places[(place + 1) / BitsOfWord] |= 1UL << (place + 1);
                    place++;
                    continue;
                default:
                    return;
            }
        }
    }
}
