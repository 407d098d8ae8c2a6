namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>Reads the numbers of <c>mappings</c>: base 64, five bits in each digit, the least first, the sign in the lowest bit.</summary>
internal static class VlqReader
{
    private const int Continuation = 32;
    private const int Digit = 31;

    /// <summary>Six digits of five bits hold 30; the seventh brings the last two of a number of 32 bits, its sign among them.</summary>
    private const int MaxShift = 30;

    private static ReadOnlySpan<byte> Values =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 62, 255, 255, 255, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 255, 255, 255, 255, 255, 255,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 255, 255, 255, 255, 255,
        255, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 255, 255, 255, 255, 255,
    ];

    /// <summary>Reads a number and moves on.</summary>
    /// <param name="text">The mappings.</param>
    /// <param name="position">Where the number begins; afterwards where it has ended.</param>
    /// <param name="value">The number.</param>
    /// <returns><see langword="null"/>, or what is wrong.</returns>
    public static string? Read(ReadOnlySpan<byte> text, ref int position, out int value)
    {
        value = 0;
        ulong bits = 0;
        for (var shift = 0; ; shift += 5)
        {
            if (position >= text.Length)
            {
                return "ends inside a number";
            }

            var character = text[position];
            var digit = character < Values.Length ? Values[character] : byte.MaxValue;
            if (digit == byte.MaxValue)
            {
                return shift == 0 ? "has a character that is no digit of base 64" : "ends inside a number";
            }

            position++;
            bits |= (ulong)(digit & Digit) << shift;
            if ((digit & Continuation) == 0)
            {
                break;
            }

            if (shift == MaxShift)
            {
                return "has a number of more than 32 bits";
            }
        }

        var magnitude = bits >> 1;
        if (magnitude > int.MaxValue)
        {
            // The lowest number of all is written as minus zero with bit 32, and by nobody but a fuzzer.
            return "has a number of more than 32 bits";
        }

        value = (bits & 1) == 0 ? (int)magnitude : -(int)magnitude;
        return null;
    }
}
