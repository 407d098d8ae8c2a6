using System.Buffers;
using System.Text;

namespace Monitoring.ErrorTracking.Json;

/// <summary>The text of JSON strings: escapes are undone here, for strings whose grammar has been checked.</summary>
internal static class JsonText
{
    private const int StackChars = 256;

    /// <summary>The length of the escape that starts with the first byte, a backslash; 0 when it is none, -1 when the text ends within it.</summary>
    public static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return -1;
        }

        switch (text[1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return 2;
            case (byte)'u' when text.Length < 6:
                return -1;
            case (byte)'u':
                return TryReadCodeUnit(text, out _) ? 6 : 0;
            default:
                return 0;
        }
    }

    /// <summary>Reads the code unit of an escape like <c>\u00e4</c> at the start of the text.</summary>
    public static bool TryReadCodeUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = '\0';
        if (text.Length < 6 || text[0] != (byte)'\\' || text[1] != (byte)'u')
        {
            return false;
        }

        var value = 0;
        foreach (var digit in text.Slice(2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | ((digit & 0x0F) + (digit > '9' ? 9 : 0));
        }

        unit = (char)value;
        return true;
    }

    /// <summary>The string between the quotes.</summary>
    /// <param name="raw">The bytes between the quotes; bytes and surrogates that are no text become U+FFFD.</param>
    /// <param name="escaped">Whether there are escapes.</param>
    public static string Decode(ReadOnlySpan<byte> raw, bool escaped)
    {
        if (!escaped)
        {
            return Encoding.UTF8.GetString(raw);
        }

        char[]? rented = null;
        var chars = raw.Length <= StackChars ? stackalloc char[StackChars] : (rented = ArrayPool<char>.Shared.Rent(raw.Length));
        var text = new string(chars[..Unescape(raw, chars)]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return text;
    }

    /// <summary>Writes the string between the quotes; <see cref="Decode(ReadOnlySpan{byte}, bool)"/> without making one.</summary>
    /// <param name="raw">The bytes between the quotes.</param>
    /// <param name="escaped">Whether there are escapes.</param>
    /// <param name="chars">Has room for as many characters as there are bytes.</param>
    public static int Decode(ReadOnlySpan<byte> raw, bool escaped, Span<char> chars) => escaped ? Unescape(raw, chars) : Encoding.UTF8.GetChars(raw, chars);

    /// <summary>The UTF-8 text between the quotes, its escapes undone.</summary>
    public static byte[] UnescapeToUtf8(ReadOnlySpan<byte> raw) => Encoding.UTF8.GetBytes(Decode(raw, escaped: true));

    /// <summary>Where to cut raw text so that at most a number of bytes stay and no character, escape or pair of surrogates is torn apart.</summary>
    public static int CutAt(ReadOnlySpan<byte> raw, int maxBytes)
    {
        var position = 0;
        while (position < raw.Length)
        {
            var next = position + CharacterLength(raw[position..]);
            if (next > maxBytes)
            {
                break;
            }

            position = next;
        }

        return position;
    }

    private static int CharacterLength(ReadOnlySpan<byte> raw)
    {
        if (raw[0] == (byte)'\\')
        {
            var length = EscapeLength(raw);
            return length == 6 && TryReadCodeUnit(raw, out var high) && char.IsHighSurrogate(high) && TryReadCodeUnit(raw[6..], out var low) && char.IsLowSurrogate(low) ? 12 : length;
        }

        Rune.DecodeFromUtf8(raw, out _, out var bytes);
        return bytes;
    }

    private static int Unescape(ReadOnlySpan<byte> raw, Span<char> chars)
    {
        var written = 0;
        var surrogates = false;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            plain = plain < 0 ? raw.Length : plain;
            written += Encoding.UTF8.GetChars(raw[..plain], chars[written..]);
            raw = raw[plain..];
            if (raw.IsEmpty)
            {
                break;
            }

            var unit = ReadEscape(raw, out var length);
            surrogates |= char.IsSurrogate(unit);
            chars[written++] = unit;
            raw = raw[length..];
        }

        if (surrogates)
        {
            ReplaceLoneSurrogates(chars[..written]);
        }

        return written;
    }

    private static char ReadEscape(ReadOnlySpan<byte> raw, out int length)
    {
        length = 2;
        switch (raw[1])
        {
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'u':
                length = 6;
                return TryReadCodeUnit(raw, out var unit) ? unit : '\uFFFD';
            default:
                return (char)raw[1];
        }
    }

    private static void ReplaceLoneSurrogates(Span<char> chars)
    {
        for (var i = 0; i < chars.Length; i++)
        {
            if (char.IsHighSurrogate(chars[i]) && i + 1 < chars.Length && char.IsLowSurrogate(chars[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(chars[i]))
            {
                chars[i] = '\uFFFD';
            }
        }
    }
}
