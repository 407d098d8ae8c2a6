using System.Text;

namespace Monitoring.ErrorTracking.Tracing.Naming;

/// <summary>
/// Gives the shape of a query: texts, numbers and parameters become a question mark, a list of them one, comments go, and white space is one blank.
/// </summary>
/// <remarks>No parser: what it does not know stays as it is. The same for the same query in any dialect is not promised.</remarks>
internal static class SqlShapes
{
    public static string Of(string sql)
    {
        var shape = new StringBuilder(sql.Length);
        for (var i = 0; i < sql.Length;)
        {
            i = Step(sql, i, shape);
        }

        return FoldLists(shape.ToString().Trim());
    }

    private static int Step(string sql, int i, StringBuilder shape)
    {
        var character = sql[i];
        var next = i + 1 < sql.Length ? sql[i + 1] : '\0';
        switch (character)
        {
            case '\'':
                Append(shape, '?');
                return EndOfText(sql, i);
            case '-' when next == '-':
            case '/' when next == '*':
                Append(shape, ' ');
                return EndOfComment(sql, i, character);
            case '$' or '@' or ':' when next is not (':' or '=') && IsName(next) && !(i > 0 && sql[i - 1] is ':' or '@'):
            case '%' when next is 's' or 'd' or '(':
                Append(shape, '?');
                return EndOfParameter(sql, i + 1);
            case >= '0' and <= '9' when i == 0 || !IsName(sql[i - 1]):
                Append(shape, '?');
                return EndOfNumber(sql, i);
            default:
                Append(shape, char.IsWhiteSpace(character) ? ' ' : character);
                return i + 1;
        }
    }

    /// <summary>Adds a character, but no second blank, and no sign before a number.</summary>
    private static void Append(StringBuilder shape, char character)
    {
        var last = shape.Length == 0 ? ' ' : shape[^1];
        if (character != ' ' || last != ' ')
        {
            shape.Append(character);
        }
    }

    private static bool IsName(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static int EndOfText(string sql, int start)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] == '\\')
            {
                i++;
            }
            else if (sql[i] == '\'')
            {
                if (i + 1 >= sql.Length || sql[i + 1] != '\'')
                {
                    return i + 1;
                }

                i++;
            }
        }

        return sql.Length;
    }

    private static int EndOfComment(string sql, int start, char kind)
    {
        var end = kind == '-' ? sql.IndexOf('\n', start) : sql.IndexOf("*/", start + 2, StringComparison.Ordinal);
        return end < 0 ? sql.Length : end + (kind == '-' ? 1 : 2);
    }

    private static int EndOfParameter(string sql, int start)
    {
        var i = start;
        if (i < sql.Length && sql[i] == '(')
        {
            var close = sql.IndexOf(')', i);
            return close < 0 ? sql.Length : Math.Min(close + 2, sql.Length);
        }

        while (i < sql.Length && IsName(sql[i]))
        {
            i++;
        }

        return i;
    }

    private static int EndOfNumber(string sql, int start)
    {
        var i = start;
        while (i < sql.Length && (IsName(sql[i]) || (sql[i] == '.' && i + 1 < sql.Length && char.IsAsciiDigit(sql[i + 1]))))
        {
            i++;
        }

        return i;
    }

    /// <summary>Makes <c>?, ?, ?</c> and <c>(?), (?)</c> one.</summary>
    private static string FoldLists(string shape)
    {
        var folded = new StringBuilder(shape.Length);
        for (var i = 0; i < shape.Length;)
        {
            folded.Append(shape[i]);
            i++;
            i = Skip(shape, i, folded, "?") ?? Skip(shape, i, folded, "(?)") ?? i;
        }

        return folded.ToString();
    }

    /// <summary>Where a list goes on after its first part, which stands at the end of what was written; null when it does not.</summary>
    private static int? Skip(string shape, int i, StringBuilder folded, string part)
    {
        for (var back = 1; back <= part.Length; back++)
        {
            if (folded.Length < back || folded[^back] != part[^back])
            {
                return null;
            }
        }

        var end = i;
        for (var at = NextPart(shape, end, part); at > 0; at = NextPart(shape, end, part))
        {
            end = at;
        }

        return end == i ? null : end;
    }

    private static int NextPart(string shape, int i, string part)
    {
        while (i < shape.Length && shape[i] == ' ')
        {
            i++;
        }

        if (i >= shape.Length || shape[i] != ',')
        {
            return -1;
        }

        i++;
        while (i < shape.Length && shape[i] == ' ')
        {
            i++;
        }

        return shape.AsSpan(i).StartsWith(part) ? i + part.Length : -1;
    }
}
