namespace Monitoring.Storage;

/// <summary>
/// Text as bytes that sort as the text does ordinally, and that every text has to itself: each UTF-16 code unit as UTF-8 writes a character of its number. Unlike the
/// UTF-8 of the whole text it takes a lone surrogate for what it is, and orders what lies beyond U+FFFF as .NET does. A character takes at most <see cref="MaxBytes"/> bytes.
/// </summary>
internal static class OrdinalText
{
    public const int MaxBytes = 3;

    public static byte[] Encode(string text)
    {
        var bytes = new byte[Length(text)];
        var at = 0;
        foreach (var unit in text)
        {
            if (unit < 0x80)
            {
                bytes[at++] = (byte)unit;
                continue;
            }

            if (unit < 0x800)
            {
                bytes[at++] = (byte)(0xC0 | (unit >> 6));
            }
            else
            {
                bytes[at++] = (byte)(0xE0 | (unit >> 12));
                bytes[at++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
            }

            bytes[at++] = (byte)(0x80 | (unit & 0x3F));
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = bytes.Length <= 1_024 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        var length = 0;
        while (!bytes.IsEmpty)
        {
            var count = bytes[0] switch { < 0x80 => 1, >= 0xC0 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, _ => throw Foreign() };
            var unit = count == 1 ? bytes[0] : bytes[0] & (count == 2 ? 0x1F : 0x0F);
            for (var i = 1; i < count; i++)
            {
                unit = i < bytes.Length && (bytes[i] & 0xC0) == 0x80 ? (unit << 6) | (bytes[i] & 0x3F) : throw Foreign();
            }

            text[length++] = (char)unit;
            bytes = bytes[count..];
        }

        return new string(text[..length]);
    }

    private static int Length(string text)
    {
        var length = 0;
        foreach (var unit in text)
        {
            length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : MaxBytes;
        }

        return length;
    }

    private static FormatException Foreign() => new("These bytes are no text that was written ordinally.");
}
