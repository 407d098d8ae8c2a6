using System.Buffers;
using System.Collections.Immutable;

namespace Monitoring.Core.Redaction;

/// <summary>Finds tokens that can be told by their looks: those with an issuer's prefix, and JSON Web Tokens.</summary>
internal static class TokenFinder
{
    private const string JsonWebToken = "eyJ";
    private const int MinJsonWebTokenPart = 10;

    private static readonly SearchValues<string> Prefixes = SearchValues.Create(AllPrefixes.AsSpan(), StringComparison.Ordinal);

    /// <summary>The texts one of which every token begins with.</summary>
    public static ImmutableArray<string> AllPrefixes => [JsonWebToken, .. TokenShape.All.Select(shape => shape.Prefix)];

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOfAny(Prefixes) is var offset and >= 0)
        {
            var start = position + offset;
            position = start + 1;
            if (!Characters.IsWordStart(text, start))
            {
                continue;
            }

            var end = EndOfJsonWebToken(text, start) ?? EndOfPrefixed(text, start);
            if (end is not null)
            {
                found.Add(start, end.Value);
                position = end.Value;
            }
        }
    }

    // Header and payload; the signature may be cut off.
    private static int? EndOfJsonWebToken(ReadOnlySpan<char> text, int start)
    {
        if (!text[start..].StartsWith(JsonWebToken))
        {
            return null;
        }

        var header = Characters.EndOf(Characters.Base64Url, text, start);
        if (header - start < MinJsonWebTokenPart || header == text.Length || text[header] != '.')
        {
            return null;
        }

        var payload = Characters.EndOf(Characters.Base64Url, text, header + 1);
        return payload - header > MinJsonWebTokenPart ? Characters.EndOf(Characters.Base64UrlAndDot, text, payload) : null;
    }

    private static int? EndOfPrefixed(ReadOnlySpan<char> text, int start)
    {
        foreach (var shape in TokenShape.All)
        {
            if (text[start..].StartsWith(shape.Prefix))
            {
                var end = Characters.EndOf(shape.Alphabet, text, start + shape.Prefix.Length);
                var token = text[(start + shape.Prefix.Length)..end];
                if (token.Length >= shape.MinLength && token.Length <= shape.MaxLength && (!shape.NeedsDigit || token.ContainsAnyInRange('0', '9')))
                {
                    return end;
                }
            }
        }

        return null;
    }
}
