using System.Buffers;
using System.Collections.Immutable;

namespace Monitoring.Core.Redaction;

/// <summary>The shape of tokens that their issuer marks by a prefix.</summary>
internal sealed record TokenShape
{
    public required string Prefix { get; init; }

    public required SearchValues<char> Alphabet { get; init; }

    /// <summary>How many characters follow the prefix at least.</summary>
    public required int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Whether words may look alike, so that a digit must be among the characters.</summary>
    public bool NeedsDigit { get; init; }

    /// <summary>Prefixes that the issuers document, and JSON Web Tokens, which begin with Base64 of <c>{"</c>.</summary>
    public static ImmutableArray<TokenShape> All { get; } =
    [
        .. Of(Characters.AlphaNumeric, 16, "AKIA", "ASIA").Select(shape => shape with { MaxLength = 16 }),
        .. Of(Characters.AlphaNumeric, 36, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_"),
        .. Of(Characters.Word, 22, "github_pat_"),
        .. Of(Characters.Base64UrlAndDot, 20, "glpat-", "gldt-", "glrt-", "glptt-", "glft-", "glimt-", "glagent-", "glsoat-", "glcbt-", "gloas-"),
        .. Of(Characters.Base64Url, 10, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"),
        .. Of(Characters.AlphaNumeric, 10, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"),
        .. Of(Characters.Base64Url, 20, "sk-").Select(shape => shape with { NeedsDigit = true }),
        .. Of(Characters.Base64Url, 35, "AIza"),
        .. Of(Characters.Base64Url, 20, "ya29."),
        .. Of(Characters.Base64UrlAndDot, 40, "SG."),
        .. Of(Characters.Base64Url, 50, "pypi-"),
        .. Of(Characters.Base64Url, 20, "sntrys_", "sntryu_", "dckr_pat_", "hvs.", "hvb."),
        .. Of(Characters.AlphaNumeric, 30, "hf_", "shpat_", "shpss_", "dop_v1_"),
        .. Of(Characters.AlphaNumeric, 50, "AGE-SECRET-KEY-1"),
    ];

    private static IEnumerable<TokenShape> Of(SearchValues<char> alphabet, int minLength, params string[] prefixes) =>
        prefixes.Select(prefix => new TokenShape { Prefix = prefix, Alphabet = alphabet, MinLength = minLength });
}
