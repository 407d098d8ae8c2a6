using System.Collections.Immutable;

namespace Monitoring.Core.Redaction;

/// <summary>Finds numbers of payment cards (issuer's prefix, length and check digit) and United States social security numbers.</summary>
internal static class NumberFinder
{
    private const int MaxCardLength = 19 + 4;
    private const int SocialSecurityLength = 11;

    /// <summary>How the digits of a card are grouped, by the lengths of the groups.</summary>
    private static readonly ImmutableArray<ImmutableArray<int>> CardLayouts = [[16], [15], [14], [19], [4, 4, 4, 4], [4, 6, 5]];

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOfAnyInRange('0', '9') is var offset and >= 0)
        {
            var start = position + offset;
            position = start + DigitsAt(text[start..]);
            if (!MayStart(text, start))
            {
                continue;
            }

            var rest = text.Slice(start, Math.Min(MaxCardLength + 2, text.Length - start));
            var length = SocialSecurity(rest) ?? Card(rest);
            if (length is not null)
            {
                position = start + length.Value;
                found.Add(start, position);
            }
        }
    }

    // Part of an identifier, a decimal number, a UUID or a longer group of numbers is no number of its own.
    private static bool MayStart(ReadOnlySpan<char> text, int start) =>
        start == 0 || !(text[start - 1] is '_' or '.' or '-' or '+' || char.IsLetterOrDigit(text[start - 1])) || Characters.IsEscapeEnd(text, start);

    private static bool MayEnd(ReadOnlySpan<char> rest, int length) =>
        Characters.IsWordEnd(rest, length) && !(length + 1 < rest.Length && rest[length] is '-' or '.' && char.IsLetterOrDigit(rest[length + 1]));

    private static int DigitsAt(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private static int? SocialSecurity(ReadOnlySpan<char> rest)
    {
        if (rest.Length < SocialSecurityLength || rest[3] != '-' || rest[6] != '-' || DigitsAt(rest) != 3 || DigitsAt(rest[4..]) != 2)
        {
            return null;
        }

        var isGiven = rest[0] != '9' && !rest.StartsWith("000") && !rest.StartsWith("666") && !rest[4..].StartsWith("00") && !rest[7..].StartsWith("0000");
        return DigitsAt(rest[7..]) == 4 && isGiven && MayEnd(rest, SocialSecurityLength) ? SocialSecurityLength : null;
    }

    private static int? Card(ReadOnlySpan<char> rest)
    {
        Span<char> digits = stackalloc char[MaxCardLength];
        foreach (var groups in CardLayouts)
        {
            if (TryRead(rest, groups, digits, out var count, out var length) && MayEnd(rest, length) && IsCard(digits[..count]))
            {
                return length;
            }
        }

        return null;
    }

    /// <param name="rest">The text from the first digit on.</param>
    /// <param name="groups">The lengths of the groups of digits.</param>
    /// <param name="digits">Takes the digits.</param>
    /// <param name="count">How many digits there are.</param>
    /// <param name="length">How long they are in the text, with what stands between them.</param>
    private static bool TryRead(ReadOnlySpan<char> rest, ImmutableArray<int> groups, Span<char> digits, out int count, out int length)
    {
        count = 0;
        length = 0;
        foreach (var group in groups)
        {
            if (count > 0)
            {
                if (length >= rest.Length || rest[length] is not (' ' or '-') || rest[length] != rest[groups[0]])
                {
                    return false;
                }

                length++;
            }

            if (DigitsAt(rest[length..]) != group)
            {
                return false;
            }

            rest.Slice(length, group).CopyTo(digits[count..]);
            count += group;
            length += group;
        }

        return true;
    }

    private static bool IsCard(ReadOnlySpan<char> digits) => HasIssuer(digits) && HasCheckDigit(digits);

    private static bool HasIssuer(ReadOnlySpan<char> digits)
    {
        var four = int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture);
        return digits.Length switch
        {
            14 => four / 100 is 36 or 38 || four / 10 is >= 300 and <= 305,
            15 => four / 100 is 34 or 37,
            16 => four / 1000 == 4 || four / 100 is (>= 51 and <= 55) or 62 or 65 || four is (>= 2221 and <= 2720) or 6011 or (>= 3528 and <= 3589) or (>= 6440 and <= 6499),
            19 => four / 1000 == 4 || four / 100 is 62 or 65 || four == 6011,
            _ => false,
        };
    }

    /// <summary>Luhn's formula, ISO/IEC 7812-1.</summary>
    private static bool HasCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[^(index + 1)] - '0';
            var weighted = index % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
