namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises numbers. None of the methods looks at what follows.</summary>
internal static class Numbers
{
    private const int MaxDigits = 7;

    /// <summary>Seconds, maybe with a fraction, or milliseconds.</summary>
    public static int Duration(ReadOnlySpan<char> text, int start)
    {
        var end = start + Chars.Digits(text, start);
        if (end == start)
        {
            return 0;
        }

        if (Chars.StartsAt(text, end, "ms"))
        {
            return end + 2 - start;
        }

        var fraction = Chars.IsAt(text, end, '.') ? Chars.Digits(text, end + 1) : 0;
        end += fraction == 0 ? 0 : fraction + 1;
        return Chars.IsAt(text, end, 's') ? end + 1 - start : 0;
    }

    public static int Fraction(ReadOnlySpan<char> text, int start)
    {
        var whole = Chars.Digits(text, start);
        var fraction = whole > 0 && Chars.IsAt(text, start + whole, '.') ? Chars.Digits(text, start + whole + 1) : 0;
        return fraction == 0 ? 0 : whole + 1 + fraction;
    }

    public static int Whole(ReadOnlySpan<char> text, int start, bool isShort) =>
        Chars.Digits(text, start) is var digits && (!isShort || digits <= MaxDigits) ? digits : 0;
}
