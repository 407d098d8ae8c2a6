using System.Globalization;

namespace Monitoring.Incidents.Configuration;

/// <summary>Durations as Prometheus writes them: <c>1h30m</c>, <c>250ms</c>, <c>1d</c>; units from the largest to the smallest, each once. <c>0</c> needs no unit.</summary>
internal static class PrometheusDuration
{
    private static readonly (string Unit, long Milliseconds)[] Units =
    [
        ("y", 365L * 24 * 3_600_000),
        ("w", 7L * 24 * 3_600_000),
        ("d", 24L * 3_600_000),
        ("h", 3_600_000),
        ("m", 60_000),
        ("s", 1_000),
        ("ms", 1),
    ];

    /// <summary>Reads a duration.</summary>
    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    public static string? Read(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length == 0)
        {
            return "an empty duration";
        }

        if (text == "0")
        {
            return null;
        }

        var total = 0L;
        var next = 0;
        for (var position = 0; position < text.Length;)
        {
            var digits = Length(text, position, char.IsAsciiDigit);
            var unit = text.Substring(position + digits, Length(text, position + digits, char.IsAsciiLetter));
            var index = Array.FindIndex(Units, next, known => known.Unit == unit);
            if (digits is 0 or > 12 || index < 0)
            {
                return $"'{text}' is no duration such as 30s, 5m or 1h30m: at '{text[position..]}' a number with one of the units y, w, d, h, m, s, ms is expected, the larger ones first";
            }

            total += long.Parse(text.AsSpan(position, digits), CultureInfo.InvariantCulture) * Units[index].Milliseconds;
            if (total is < 0 or > 100L * 365 * 24 * 3_600_000)
            {
                return $"'{text}' is longer than 100 years";
            }

            next = index + 1;
            position += digits + unit.Length;
        }

        duration = TimeSpan.FromMilliseconds(total);
        return null;
    }

    private static int Length(string text, int from, Func<char, bool> isPart) => text.Skip(from).TakeWhile(isPart).Count();
}
