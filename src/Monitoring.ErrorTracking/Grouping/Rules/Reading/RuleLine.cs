using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Rules.Reading;

/// <summary>Reads the words of one line of rules and knows the column.</summary>
internal sealed class RuleLine(string text, int number)
{
    public string Text { get; } = text;

    public int Number { get; } = number;

    /// <summary>The place of the next character.</summary>
    public int Position { get; set; }

    public bool IsAtEnd => Position >= Text.Length;

    public char Next => IsAtEnd ? '\0' : Text[Position];

    public void SkipBlanks()
    {
        while (!IsAtEnd && char.IsWhiteSpace(Text[Position]))
        {
            Position++;
        }
    }

    public bool Skip(char character)
    {
        var found = !IsAtEnd && Text[Position] == character;
        Position += found ? 1 : 0;
        return found;
    }

    public bool Skip(string word)
    {
        var found = Text.AsSpan(Position).StartsWith(word);
        Position += found ? word.Length : 0;
        return found;
    }

    /// <summary>A run of letters, digits and <c>_</c>, <c>.</c>, <c>-</c>; empty when there is none.</summary>
    public string ReadName()
    {
        var start = Position;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit(Next) || Next is '_' or '.' or '-'))
        {
            Position++;
        }

        return Text[start..Position];
    }

    /// <summary>A text in quotes, from the opening one; a backslash makes a quote or a backslash mean itself.</summary>
    /// <returns>Null when the quotes are never closed.</returns>
    public string? ReadQuoted()
    {
        var text = new StringBuilder();
        for (var i = Position + 1; i < Text.Length; i++)
        {
            if (Text[i] == '"')
            {
                Position = i + 1;
                return text.ToString();
            }

            i += Text[i] == '\\' && i + 1 < Text.Length && Text[i + 1] is '"' or '\\' ? 1 : 0;
            text.Append(Text[i]);
        }

        return null;
    }

    /// <summary>A run of anything but blanks, with each pair of backslashes as one.</summary>
    public string ReadWord(string stopAt = "")
    {
        var start = Position;
        while (!IsAtEnd && !char.IsWhiteSpace(Next) && !stopAt.Contains(Next, StringComparison.Ordinal))
        {
            Position++;
        }

        return Text[start..Position].Replace("\\\\", "\\", StringComparison.Ordinal);
    }

    public RuleProblem Problem(string message, int? position = null, string? suggestion = null) =>
        new() { Line = Number, Column = (position ?? Position) + 1, Message = message, Suggestion = suggestion };
}
