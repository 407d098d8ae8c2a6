namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises dates and times as logs and HTTP write them.</summary>
internal static class Dates
{
    private const int MaxRepr = 64;
    private const string PythonRepr = "datetime.datetime(";

    public static int Match(ReadOnlySpan<char> text, int start)
    {
        var first = text[start];
        if (char.IsAsciiDigit(first))
        {
            return Chars.IsDigitAt(text, start - 1) || Chars.IsWordAt(text, start - 1) ? 0 : Bounded(text, start, OfDigits(text, start));
        }

        if (!char.IsAsciiLetter(first) || Chars.IsWordAt(text, start - 1))
        {
            return 0;
        }

        return first == 'd' ? Repr(text, start) : Bounded(text, start, NamedDates.Match(text, start));
    }

    private static int OfDigits(ReadOnlySpan<char> text, int start) =>
        IsoDates.Match(text, start) is var iso and > 0 ? iso
        : NamedDates.OfDay(text, start) is var named and > 0 ? named
        : Times.Clock(text, start);

    /// <summary>How Python shows a date in the repr of other things.</summary>
    private static int Repr(ReadOnlySpan<char> text, int start)
    {
        if (!Chars.StartsAt(text, start, PythonRepr))
        {
            return 0;
        }

        var rest = text[(start + PythonRepr.Length)..];
        var end = rest[..Math.Min(rest.Length, MaxRepr)].IndexOf(')');
        return end < 0 ? 0 : PythonRepr.Length + end + 1;
    }

    private static int Bounded(ReadOnlySpan<char> text, int start, int length) => length > 0 && !Chars.IsWordAt(text, start + length) ? length : 0;
}
