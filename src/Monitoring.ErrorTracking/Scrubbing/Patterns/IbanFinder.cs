namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds international bank account numbers (ISO 13616): two letters, two check digits, 11 to 30 letters and digits, maybe in groups of four.</summary>
internal sealed class IbanFinder : ITextFinder
{
    private const int MinLength = 15;
    private const int MaxLength = 34;
    private const int MinDigits = 8;

    public bool MayFind(TextSigns signs) => Possible(signs);

    /// <summary>Whether a text with these signs can have any.</summary>
    public static bool Possible(TextSigns signs) => signs.Length >= MinLength && signs.Digits >= MinDigits;

    public void Find(ReadOnlySpan<char> text, List<Stretch> found)
    {
        for (var position = 0; position + MinLength <= text.Length; position++)
        {
            var letter = text[position..].IndexOfAnyInRange('A', 'Z');
            if (letter < 0)
            {
                return;
            }

            position += letter;
            if (Letters.IsStart(text, position) && LengthAt(text[position..]) is var length and > 0)
            {
                found.Add(new Stretch(position, position + length, ScrubType.Iban));
                position += length - 1;
            }
        }
    }

    private static int LengthAt(ReadOnlySpan<char> text)
    {
        if (text.Length < MinLength || !char.IsAsciiLetterUpper(text[1]) || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3]))
        {
            return 0;
        }

        Span<char> number = stackalloc char[MaxLength];
        var count = 0;
        var position = 0;
        var best = 0;
        while (position < text.Length && count < MaxLength)
        {
            if (text[position] == ' ' && count % 4 == 0 && position + 1 < text.Length)
            {
                position++;
            }

            if (!char.IsAsciiLetterUpper(text[position]) && !char.IsAsciiDigit(text[position]))
            {
                break;
            }

            number[count++] = text[position++];
            var isEnd = Letters.IsEnd(text, position);
            best = isEnd && count >= MinLength && HasCheckNumber(number[..count]) ? position : best;
        }

        return best;
    }

    /// <summary>ISO 7064, mod 97-10: the first four characters are put last, and letters count 10 to 35.</summary>
    private static bool HasCheckNumber(ReadOnlySpan<char> number)
    {
        var rest = 0;
        for (var index = 0; index < number.Length; index++)
        {
            var sign = number[(index + 4) % number.Length];
            rest = char.IsAsciiDigit(sign) ? ((rest * 10) + (sign - '0')) % 97 : ((rest * 100) + (sign - 'A' + 10)) % 97;
        }

        return rest == 1;
    }
}
