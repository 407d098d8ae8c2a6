using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>Recognises numbers, ids, hashes and addresses at the beginning of a text.</summary>
internal static class VolatileText
{
    private const int UuidLength = 36;
    private const int MaxAddressLength = 45;
    private const int MaxLocalPart = 64;
    private const int MinHex = 7;
    private const int MinId = 8;
    private const int MinIdChanges = 3;
    private const int MaxUnit = 4;

    public static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> AddressChars = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly SearchValues<char> LocalPartChars = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._%+-");
    private static readonly SearchValues<char> DomainChars = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-");

    /// <summary>The length of a mask, such as <c>&lt;int&gt;</c>, at the beginning of the text; 0 when there is none.</summary>
    public static int Mask(ReadOnlySpan<char> text)
    {
        const int longest = 7;
        var end = text.StartsWith('<') ? text[..Math.Min(text.Length, longest)].IndexOf('>') : -1;
        return end > 0 && text[1..end] is "int" or "float" or "hex" or "id" or "ip" or "uuid" or "email" ? end + 1 : 0;
    }

    /// <summary>Finds what the text begins with.</summary>
    /// <param name="text">The text, from a place on that does not follow a letter or digit.</param>
    /// <param name="previous">The character before it.</param>
    /// <param name="name">What was found, such as <c>int</c>.</param>
    /// <returns>Its length; 0 when the text begins with none of these.</returns>
    public static int Match(ReadOnlySpan<char> text, char previous, out string name)
    {
        if (Uuid(text) is var uuid and > 0)
        {
            name = "uuid";
            return uuid;
        }

        if (Address(text) is var address and > 0)
        {
            name = "ip";
            return address;
        }

        if (Email(text) is var email and > 0)
        {
            name = "email";
            return email;
        }

        return Number(text, previous, out name) is var number and > 0 ? number : Word(text, out name);
    }

    private static int Uuid(ReadOnlySpan<char> text) =>
        text.Length >= UuidLength && text[8] == '-' && EndsAt(text, UuidLength) && Guid.TryParseExact(text[..UuidLength], "D", out _) ? UuidLength : 0;

    private static int Address(ReadOnlySpan<char> text)
    {
        var run = Length(text[..Math.Min(text.Length, MaxAddressLength + 1)], AddressChars);
        var length = run;
        while (length > 0 && text[length - 1] is '.' or ':' && !text[..length].EndsWith("::"))
        {
            length--;
        }

        var candidate = text[..length];
        if (candidate.Length is < 3 or > MaxAddressLength || !EndsAt(text, run))
        {
            return 0;
        }

        var colon = candidate.IndexOf(':');
        if (candidate.Count('.') == 3 && IsAddress(colon < 0 ? candidate : candidate[..colon], AddressFamily.InterNetwork))
        {
            return colon < 0 ? length : colon;
        }

        return colon >= 0 && candidate.ContainsAny(LettersAndDigits) && IsAddress(candidate, AddressFamily.InterNetworkV6) ? length : 0;
    }

    private static bool IsAddress(ReadOnlySpan<char> text, AddressFamily family) => IPAddress.TryParse(text, out var address) && address.AddressFamily == family;

    private static int Email(ReadOnlySpan<char> text)
    {
        var at = Length(text[..Math.Min(text.Length, MaxLocalPart + 1)], LocalPartChars);
        if (at is 0 or > MaxLocalPart || at == text.Length || text[at] != '@')
        {
            return 0;
        }

        var domain = text[(at + 1)..];
        domain = domain[..Length(domain, DomainChars)].TrimEnd(".-");
        return domain.IndexOf('.') > 0 ? at + 1 + domain.Length : 0;
    }

    /// <summary>Digits with a sign before them or a fraction after them; a unit such as <c>ms</c> may follow and stays.</summary>
    private static int Number(ReadOnlySpan<char> text, char previous, out string name)
    {
        name = "int";
        var sign = text[0] == '-' && !char.IsAsciiLetterOrDigit(previous) && previous != '_' ? 1 : 0;
        var end = sign + Length(text[sign..], Digits);
        if (end == sign)
        {
            return 0;
        }

        if (end + 1 < text.Length && text[end] == '.' && Length(text[(end + 1)..], Digits) is var fraction and > 0
            && HasUnitAtMost(text, sign, end + 1 + fraction))
        {
            name = "float";
            return end + 1 + fraction;
        }

        return HasUnitAtMost(text, sign, end) ? end : 0;
    }

    private static bool HasUnitAtMost(ReadOnlySpan<char> text, int start, int end)
    {
        var unit = Length(text[end..], LettersAndDigits);
        return unit == 0 || (unit <= MaxUnit && !text.Slice(end, unit).ContainsAny(Digits) && !IsHexWord(text[start..(end + unit)]));
    }

    /// <summary>Hexadecimal digits, marked as such or long enough, and words in which letters and digits change too often for a name.</summary>
    private static int Word(ReadOnlySpan<char> text, out string name)
    {
        var length = Length(text, LettersAndDigits);
        var word = text[..length];
        name = "hex";
        if (word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && word.Length > 2 && IsHex(word[2..]))
        {
            return length;
        }

        if (IsHexWord(word))
        {
            return length;
        }

        name = "id";
        return length >= MinId && Changes(word) >= MinIdChanges ? length : 0;
    }

    private static bool IsHexWord(ReadOnlySpan<char> word) => word.Length >= MinHex && IsHex(word) && word.ContainsAny(Digits);

    private static bool IsHex(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiHexDigit(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static int Changes(ReadOnlySpan<char> word)
    {
        var changes = 0;
        for (var i = 1; i < word.Length; i++)
        {
            changes += char.IsAsciiDigit(word[i]) != char.IsAsciiDigit(word[i - 1]) ? 1 : 0;
        }

        return changes;
    }

    /// <summary>What was masked before counts as letters, so that masking twice is masking once.</summary>
    private static bool EndsAt(ReadOnlySpan<char> text, int length) =>
        length == text.Length || !(char.IsAsciiLetterOrDigit(text[length]) || text[length] == '<');

    private static int Length(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        var end = text.IndexOfAnyExcept(allowed);
        return end < 0 ? text.Length : end;
    }
}
