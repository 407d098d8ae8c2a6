using System.Text;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>Parts a line at its blanks. Quotes hold blanks together, a backslash takes the next character as it is, <c>#</c> before a word begins a comment.</summary>
internal static class OwnerWords
{
    /// <param name="line">The line.</param>
    /// <param name="column">Where the fault is, from 1.</param>
    /// <param name="fault">What is wrong; null when nothing is.</param>
    public static List<OwnerWord> Split(string line, out int column, out string? fault)
    {
        var words = new List<OwnerWord>();
        fault = null;
        column = 1;
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
            }
            else if (line[i] == '#')
            {
                break;
            }
            else
            {
                column = i + 1;
                words.Add(new OwnerWord(ReadWord(line, ref i, out fault), column));
                if (fault is not null)
                {
                    break;
                }
            }
        }

        return words;
    }

    private static string ReadWord(string line, ref int i, out string? fault)
    {
        var word = new StringBuilder();
        var isQuoted = false;
        for (; i < line.Length && (isQuoted || !char.IsWhiteSpace(line[i])); i++)
        {
            if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                i += line[i] == '\\' && i + 1 < line.Length ? 1 : 0;
                word.Append(line[i]);
            }
        }

        fault = isQuoted ? "The quote is not closed." : null;
        return word.ToString();
    }
}
