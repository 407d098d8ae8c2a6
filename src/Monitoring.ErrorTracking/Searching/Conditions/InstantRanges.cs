using System.Globalization;

namespace Monitoring.ErrorTracking.Searching.Conditions;

/// <summary>
/// Reads instants: <c>-24h</c> is within the last 24 hours, <c>+7d</c> longer ago than 7 days, <c>2026-01-31</c> a day in UTC, <c>2026-01-31T10:00:00Z</c> an instant,
/// both also behind a comparison.
/// </summary>
internal static class InstantRanges
{
    public const string Expected = "takes -24h (within the last 24 hours), +7d (longer ago than 7 days; units s, m, h, d, w), a day such as >=2026-01-31, or an instant such as <2026-01-31T10:00:00Z.";

    private const int MaxDigits = 6;

    /// <summary>Reads the range of UTC ticks that a value asks for.</summary>
    public static bool TryRead(QueryValue value, DateTimeOffset now, out TickRange range)
    {
        var text = value.Plain;
        range = default;
        if (text.Length > 1 && text[0] is '-' or '+' && TryReadSpan(text.AsSpan(1), out var back))
        {
            var ticks = Math.Max(0, now.UtcTicks - back.Ticks);
            range = value.Operator != QueryOperator.Is ? TickRange.Of(value.Operator, ticks, ticks)
                : text[0] == '-' ? new TickRange(ticks, long.MaxValue)
                : new TickRange(long.MinValue, ticks);
            return true;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var first = day.ToDateTime(TimeOnly.MinValue).Ticks;
            range = TickRange.Of(value.Operator, first, first + TimeSpan.TicksPerDay - 1);
            return true;
        }

        if (text.Length > 10 && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            // Without fractions a second is meant.
            var last = text.Contains('.', StringComparison.Ordinal) ? instant.UtcTicks : instant.UtcTicks + TimeSpan.TicksPerSecond - 1;
            range = TickRange.Of(value.Operator, instant.UtcTicks, last);
            return true;
        }

        return false;
    }

    /// <summary>Reads an age: <c>-24h</c> is younger than 24 hours, <c>+3d</c> and <c>&gt;3d</c> older than 3 days. The range is that of the beginning.</summary>
    public static bool TryReadAge(QueryValue value, DateTimeOffset now, out TickRange range)
    {
        if (!TryReadSpan(value.Plain, out var age))
        {
            return TryRead(value, now, out range);
        }

        // The older, the earlier it began.
        var ticks = Math.Max(0, now.UtcTicks - age.Ticks);
        range = value.Operator switch
        {
            QueryOperator.Less => new TickRange(ticks + 1, long.MaxValue),
            QueryOperator.LessOrEqual => new TickRange(ticks, long.MaxValue),
            QueryOperator.Greater => new TickRange(long.MinValue, ticks - 1),
            QueryOperator.GreaterOrEqual => new TickRange(long.MinValue, ticks),
            _ => default,
        };
        return value.Operator != QueryOperator.Is;
    }

    private static bool TryReadSpan(ReadOnlySpan<char> text, out TimeSpan span)
    {
        span = default;
        if (text.Length is < 2 or > MaxDigits + 1 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        span = unit * count;
        return unit > TimeSpan.Zero;
    }
}
