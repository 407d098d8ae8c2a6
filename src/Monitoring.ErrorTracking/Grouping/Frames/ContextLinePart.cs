using System.Text;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>The line of source code, with each run of white space as one blank. Not of minified code, which has everything in one line.</summary>
internal static class ContextLinePart
{
    private const int MaxLength = 120;

    public static FramePart Of(string? line, string? function, string? absolutePath, FrameFamilies family, FrameTexts texts)
    {
        var text = string.IsNullOrEmpty(line) ? "" : texts.Lines.Get(line);
        if (text.Length == 0)
        {
            return FramePart.None;
        }

        if (line!.Length > MaxLength && LengthInCharacters(line) > MaxLength)
        {
            return FramePart.Ignored(text, "discarded because line too long");
        }

        return family == FrameFamilies.JavaScript && string.IsNullOrEmpty(function) && FramePaths.HasUrlOrigin(absolutePath)
            ? FramePart.Ignored(text, "discarded because from URL origin and no function")
            : FramePart.Of(text);
    }

    /// <summary>Each run of white space as one blank, none at the ends.</summary>
    public static string Collapse(string line)
    {
        var text = Trim(line);
        return IsCollapsed(text) ? text.Length == line.Length ? line : text.ToString() : CollapseRuns(text);
    }

    private static string CollapseRuns(ReadOnlySpan<char> text)
    {
        var collapsed = new StringBuilder(text.Length);
        var pending = false;
        foreach (var character in text)
        {
            if (IsWhiteSpace(character))
            {
                pending = true;
                continue;
            }

            if (pending)
            {
                collapsed.Append(' ');
                pending = false;
            }

            collapsed.Append(character);
        }

        return collapsed.ToString();
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        var (start, end) = (0, line.Length);
        while (start < end && IsWhiteSpace(line[start]))
        {
            start++;
        }

        while (end > start && IsWhiteSpace(line[end - 1]))
        {
            end--;
        }

        return line[start..end];
    }

    private static bool IsCollapsed(ReadOnlySpan<char> text)
    {
        var previous = ' ';
        foreach (var character in text)
        {
            if (IsWhiteSpace(character) && (character != ' ' || previous == ' '))
            {
                return false;
            }

            previous = character;
        }

        return true;
    }

    /// <summary>The separators of information, too, divide words where the field's grouping was defined.</summary>
    private static bool IsWhiteSpace(char character) => character == ' ' || char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';

    private static int LengthInCharacters(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }
}
