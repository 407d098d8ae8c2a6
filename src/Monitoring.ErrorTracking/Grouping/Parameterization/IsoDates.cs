namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises dates that begin with the year, with dashes or without, maybe with the time.</summary>
internal static class IsoDates
{
    private const int YearLength = 4;

    public static int Match(ReadOnlySpan<char> text, int start)
    {
        var digits = Chars.Digits(text, start);
        return digits switch
        {
            YearLength => Dashed(text, start),
            8 => Compact(text, start),
            _ => 0,
        };
    }

    private static int Dashed(ReadOnlySpan<char> text, int start)
    {
        const int length = 10;
        if (!Chars.IsAt(text, start + 4, '-') || Chars.TwoDigits(text, start + 5, 1, 12) < 0 || !Chars.IsAt(text, start + 7, '-')
            || Chars.TwoDigits(text, start + 8, 1, 31) < 0 || Chars.IsDigitAt(text, start + length))
        {
            return 0;
        }

        return length + Time(text, start + length);
    }

    /// <summary>Eight digits alone are a number; with a time behind them they are a date.</summary>
    private static int Compact(ReadOnlySpan<char> text, int start)
    {
        const int length = 8;
        if (Chars.TwoDigits(text, start + 4, 1, 12) < 0 || Chars.TwoDigits(text, start + 6, 1, 31) < 0)
        {
            return 0;
        }

        return Time(text, start + length) is var time and > 0 ? length + time : 0;
    }

    private static int Time(ReadOnlySpan<char> text, int start)
    {
        if (!Chars.IsAt(text, start, ' ') && !Chars.IsAt(text, start, 'T'))
        {
            return 0;
        }

        var time = Times.OfDay(text, start + 1) is var spelled and > 0 ? spelled : Times.Compact(text, start + 1);
        var end = start + 1 + time;
        return time == 0 || Chars.IsDigitAt(text, end) ? 0 : time + 1 + Times.Offset(text, end);
    }
}
