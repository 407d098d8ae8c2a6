using System.Globalization;

namespace Monitoring.AspNetCore.Api;

/// <summary>The entity tag of a document is its version in quotes.</summary>
internal static class EntityTag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Reads a tag that <see cref="Of"/> made; a weak tag or one of somebody else is none.</summary>
    public static bool TryParse(string text, out long version)
    {
        version = 0;
        return text is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
