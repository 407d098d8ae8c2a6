using System.Buffers.Text;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// Reads instants: RFC 3339 text, the same without a zone (taken as UTC), and seconds since 1970 as a number with or without a fraction.
/// </summary>
internal static class TimestampText
{
    private const int DateTimeLength = 19;

    /// <summary>Reads text like <c>2026-11-22T19:39:00.123Z</c>.</summary>
    /// <param name="text">ASCII text; digits of the second beyond the seventh are cut.</param>
    /// <param name="requireZone">Whether text without <c>Z</c> or an offset is refused, and so is a blank in place of the <c>T</c>.</param>
    /// <param name="instant">The instant, in UTC.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, bool requireZone, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < DateTimeLength || !TryParseDateTime(text[..DateTimeLength], requireZone, out var ticks))
        {
            return false;
        }

        text = text[DateTimeLength..];
        if (!TryTakeFraction(ref text, out var fraction) || !TryParseZone(text, requireZone, out var offset))
        {
            return false;
        }

        ticks += fraction - offset;
        if (ticks < DateTimeOffset.MinValue.UtcTicks || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads seconds since 1970 from the text of a JSON number.</summary>
    public static bool TryParseUnix(ReadOnlySpan<byte> number, out DateTimeOffset instant)
    {
        instant = default;
        if (!Utf8Parser.TryParse(number, out decimal seconds, out var used) || used != number.Length)
        {
            return false;
        }

        const decimal TicksPerSecond = TimeSpan.TicksPerSecond;
        if (seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        instant = DateTimeOffset.UnixEpoch.AddTicks((long)decimal.Floor(seconds * TicksPerSecond));
        return true;
    }

    private static bool TryParseDateTime(ReadOnlySpan<byte> text, bool requireT, out long ticks)
    {
        ticks = 0;
        var separated = text[4] == '-' && text[7] == '-' && text[13] == ':' && text[16] == ':'
            && (text[10] is (byte)'T' or (byte)'t' || (text[10] == ' ' && !requireT));
        if (!separated
            || !TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day)
            || !TryDigits(text.Slice(11, 2), out var hour) || !TryDigits(text.Slice(14, 2), out var minute) || !TryDigits(text.Slice(17, 2), out var second))
        {
            return false;
        }

        var leap = second == 60 ? 1 : 0;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59 + leap)
        {
            return false;
        }

        ticks = new DateTime(year, month, day, hour, minute, second - leap, DateTimeKind.Utc).Ticks;
        return true;
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
        {
            return true;
        }

        text = text[1..];
        var scale = TimeSpan.TicksPerSecond;
        var digits = 0;
        for (; digits < text.Length && char.IsAsciiDigit((char)text[digits]); digits++)
        {
            scale /= 10;
            ticks += (text[digits] - '0') * scale;
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TryParseZone(ReadOnlySpan<byte> text, bool required, out long offset)
    {
        offset = 0;
        if (text.IsEmpty)
        {
            return !required;
        }

        if (text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        text = text[1..];
        var minuteAt = text.Length == 5 && text[2] == ':' ? 3 : 2;
        if (sign == 0 || text.Length != minuteAt + 2
            || !TryDigits(text[..2], out var hours) || !TryDigits(text[minuteAt..], out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        offset = sign * ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
