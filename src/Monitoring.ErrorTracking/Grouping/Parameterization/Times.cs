namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises times of day and time zones.</summary>
internal static class Times
{
    private const int MaxZone = 4;

    /// <summary>A time of a clock with 24 or 12 hours, such as <c>23:21</c> or <c>11:21 PM</c>.</summary>
    public static int Clock(ReadOnlySpan<char> text, int start)
    {
        var digits = Chars.Digits(text, start);
        var isHour = digits == 1 || (digits == 2 && Chars.TwoDigits(text, start, 0, 24) >= 0);
        if (!isHour || !Chars.IsAt(text, start + digits, ':') || Chars.TwoDigits(text, start + digits + 1, 0, 59) < 0)
        {
            return 0;
        }

        var end = start + digits + 3;
        end += Seconds(text, end);
        return end + HalfOfDay(text, end) - start;
    }

    /// <summary>Hours, minutes and maybe seconds with a fraction, each of two digits.</summary>
    public static int OfDay(ReadOnlySpan<char> text, int start)
    {
        if (Chars.TwoDigits(text, start, 0, 24) < 0 || !Chars.IsAt(text, start + 2, ':') || Chars.TwoDigits(text, start + 3, 0, 59) < 0)
        {
            return 0;
        }

        return 5 + Seconds(text, start + 5);
    }

    /// <summary>Hours, minutes and seconds without colons.</summary>
    public static int Compact(ReadOnlySpan<char> text, int start) =>
        Chars.TwoDigits(text, start, 0, 24) >= 0 && Chars.TwoDigits(text, start + 2, 0, 59) >= 0 && Chars.TwoDigits(text, start + 4, 0, 60) >= 0 ? 6 : 0;

    /// <summary><c>Z</c>, an offset, or both.</summary>
    public static int Offset(ReadOnlySpan<char> text, int start)
    {
        var end = start + (Chars.IsAt(text, start, 'Z') ? 1 : 0);
        var sign = Chars.IsAt(text, end, '+') || Chars.IsAt(text, end, '-') ? 1 : 0;
        if ((sign == 0 && end == start) || Chars.TwoDigits(text, end + sign, 0, 23) < 0)
        {
            return end - start;
        }

        var minutes = end + sign + (Chars.IsAt(text, end + sign + 2, ':') ? 3 : 2);
        return Chars.TwoDigits(text, minutes, 0, 59) < 0 ? end - start : minutes + 2 - start;
    }

    /// <summary>An offset or the letters of a zone, such as <c>MST</c>.</summary>
    public static int Zone(ReadOnlySpan<char> text, int start)
    {
        if (Chars.IsAt(text, start, '+') || Chars.IsAt(text, start, '-'))
        {
            return Offset(text, start);
        }

        var end = start;
        while (end < text.Length && end - start <= MaxZone && char.IsAsciiLetterUpper(text[end]))
        {
            end++;
        }

        return end - start <= MaxZone ? end - start : 0;
    }

    private static int Seconds(ReadOnlySpan<char> text, int start)
    {
        if (!Chars.IsAt(text, start, ':') || Chars.TwoDigits(text, start + 1, 0, 60) < 0)
        {
            return 0;
        }

        var fraction = Chars.IsAt(text, start + 3, '.') || Chars.IsAt(text, start + 3, ',') ? Chars.Digits(text, start + 4) : 0;
        return fraction == 0 ? 3 : fraction + 4;
    }

    private static int HalfOfDay(ReadOnlySpan<char> text, int start)
    {
        var letters = start + (Chars.IsAt(text, start, ' ') ? 1 : 0);
        var isHalf = letters + 1 < text.Length && text[letters] is 'a' or 'A' or 'p' or 'P' && text[letters + 1] is 'm' or 'M' && !Chars.IsWordAt(text, letters + 2);
        return isHalf ? letters + 2 - start : 0;
    }
}
