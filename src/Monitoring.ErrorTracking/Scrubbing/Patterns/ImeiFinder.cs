namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds numbers of mobile devices: 15 digits, whole or as 2-6-6-1, with the check digit of ISO/IEC 7812-1.</summary>
internal sealed class ImeiFinder : ITextFinder
{
    private const int Digits = 15;
    private const string Hyphened = "dd-dddddd-dddddd-d";

    public bool MayFind(TextSigns signs) => signs.Digits >= Digits;

    public void Find(ReadOnlySpan<char> text, List<Stretch> found)
    {
        for (var position = 0; position + Digits <= text.Length; position++)
        {
            var digit = text[position..].IndexOfAnyInRange('0', '9');
            if (digit < 0)
            {
                return;
            }

            position += digit;
            if (!Letters.IsStart(text, position))
            {
                continue;
            }

            var length = IsNumber(text, position, Digits) ? Digits : IsNumber(text, position, Hyphened.Length) ? Hyphened.Length : 0;
            if (length > 0)
            {
                found.Add(new Stretch(position, position + length, ScrubType.Imei));
                position += length - 1;
            }
        }
    }

    private static bool IsNumber(ReadOnlySpan<char> text, int start, int length)
    {
        if (start + length > text.Length || !Letters.IsEnd(text, start + length))
        {
            return false;
        }

        var sum = 0;
        var count = 0;
        for (var index = 0; index < length; index++)
        {
            var sign = text[start + index];
            if (length == Hyphened.Length && Hyphened[index] == '-')
            {
                if (sign != '-')
                {
                    return false;
                }

                continue;
            }

            if (!char.IsAsciiDigit(sign))
            {
                return false;
            }

            // The last of 15 digits counts once, every other one before it twice.
            var weighted = (sign - '0') * (count++ % 2 == 0 ? 1 : 2);
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
