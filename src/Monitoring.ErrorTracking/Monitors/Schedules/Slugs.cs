using System.Globalization;
using System.Text;

namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>Makes the names of monitors in check-ins.</summary>
internal static class Slugs
{
    /// <summary>The longest slug, in characters.</summary>
    public const int MaxLength = 50;

    private const int MaxNameLength = 1000;

    /// <summary>
    /// Makes a slug of a name: small letters without accents, digits, dashes and underscores, everything else a dash; cut to <see cref="MaxLength"/>.
    /// </summary>
    /// <returns>The slug; empty when nothing of the name can be in one.</returns>
    public static string Of(string name)
    {
        var slug = new StringBuilder(MaxLength);
        foreach (var character in Decompose(name[..Math.Min(name.Length, MaxNameLength)]))
        {
            if (slug.Length == MaxLength)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(character) || character == '_')
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }

    /// <summary>Whether a text is a slug as it stands.</summary>
    public static bool IsSlug(string? text) => !string.IsNullOrEmpty(text) && Of(text) == text;

    /// <summary>Parts letters from their accents. What is no character has no place in a slug; half a surrogate pair, say, could not even be normalised.</summary>
    private static string Decompose(string text) => string.Concat(text.Select(character => IsCharacter(character) ? character : '-')).Normalize(NormalizationForm.FormD);

    private static bool IsCharacter(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
