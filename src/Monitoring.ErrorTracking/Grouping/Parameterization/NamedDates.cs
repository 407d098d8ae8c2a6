namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>Recognises dates with the English names of days and months, as HTTP, mail, C, JavaScript and people write them.</summary>
internal static class NamedDates
{
    private const int MaxZoneName = 64;

    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>A date that begins with the name of a day or month.</summary>
    public static int Match(ReadOnlySpan<char> text, int start)
    {
        var day = DayName(text, start);
        if (day == 0)
        {
            return OfMonth(text, start);
        }

        var next = start + day;
        var comma = Chars.StartsAt(text, next, ", ") ? 2 : Chars.IsAt(text, next, ' ') ? 1 : 0;
        var rest = comma == 0 ? 0 : OfDay(text, next + comma) is var dated and > 0 ? dated : OfMonth(text, next + comma);
        return rest == 0 ? 0 : day + comma + rest;
    }

    /// <summary>The day of the month first: <c>02 Jan 2006 15:04:05 MST</c>, <c>02-Jan-06 15:04:05 GMT</c>.</summary>
    public static int OfDay(ReadOnlySpan<char> text, int start)
    {
        var day = Chars.Digits(text, start);
        var separator = start + day < text.Length ? text[start + day] : '\0';
        if (day is 0 or > 2 || separator is not (' ' or '-') || MonthName(text, start + day + 1) == 0 || !Chars.IsAt(text, start + day + 4, separator))
        {
            return 0;
        }

        var yearStart = start + day + 5;
        var year = Chars.Digits(text, yearStart);
        var end = yearStart + year;
        if (year is not (2 or 4) || !Chars.IsAt(text, end, ' ') || Times.Clock(text, end + 1) is not (var time and > 0))
        {
            return 0;
        }

        end += 1 + time;
        return WithZone(text, end) - start;
    }

    /// <summary>The month first: <c>Jan 18, 2019</c>, <c>Jan 02 2006 14:04:05 GMT-0800 (…)</c>, <c>Jan  2 15:04:05 MST 2006</c>.</summary>
    private static int OfMonth(ReadOnlySpan<char> text, int start)
    {
        if (MonthName(text, start) == 0 || !Chars.IsAt(text, start + 3, ' '))
        {
            return 0;
        }

        var dayStart = start + (Chars.IsAt(text, start + 4, ' ') ? 5 : 4);
        var day = Chars.Digits(text, dayStart);
        var end = dayStart + day;
        if (day is 0 or > 2)
        {
            return 0;
        }

        if (Chars.StartsAt(text, end, ", ") && Chars.Digits(text, end + 2) is 2 or 4)
        {
            return end + 2 + Chars.Digits(text, end + 2) - start;
        }

        if (!Chars.IsAt(text, end, ' '))
        {
            return 0;
        }

        return Chars.Digits(text, end + 1) == 4 ? OfScript(text, end + 1, start) : OfC(text, end + 1, start);
    }

    private static int OfScript(ReadOnlySpan<char> text, int year, int start)
    {
        var time = year + 5;
        if (!Chars.IsAt(text, year + 4, ' ') || Times.OfDay(text, time) is not (var length and > 0))
        {
            return 0;
        }

        var end = time + length;
        if (!Chars.StartsAt(text, end, " GMT"))
        {
            return end - start;
        }

        end += 4;
        end += Times.Offset(text, end);
        if (!Chars.StartsAt(text, end, " ("))
        {
            return end - start;
        }

        var name = text[end..Math.Min(text.Length, end + MaxZoneName)].IndexOf(')');
        return name < 0 ? end - start : end + name + 1 - start;
    }

    private static int OfC(ReadOnlySpan<char> text, int time, int start)
    {
        if (Times.OfDay(text, time) is not (var length and > 0))
        {
            return 0;
        }

        var end = WithZone(text, time + length);
        return Chars.IsAt(text, end, ' ') && Chars.Digits(text, end + 1) == 4 ? end + 5 - start : 0;
    }

    private static int WithZone(ReadOnlySpan<char> text, int end) =>
        Chars.IsAt(text, end, ' ') && Times.Zone(text, end + 1) is var zone and > 0 && !Chars.IsWordAt(text, end + 1 + zone) ? end + 1 + zone : end;

    private static int DayName(ReadOnlySpan<char> text, int start)
    {
        foreach (var name in Days)
        {
            if (Chars.StartsAt(text, start, name.AsSpan(0, 3)))
            {
                return Chars.StartsAt(text, start, name) ? name.Length : Chars.IsWordAt(text, start + 3) ? 0 : 3;
            }
        }

        return 0;
    }

    private static int MonthName(ReadOnlySpan<char> text, int start)
    {
        foreach (var name in Months)
        {
            if (Chars.StartsAt(text, start, name))
            {
                return 3;
            }
        }

        return 0;
    }
}
