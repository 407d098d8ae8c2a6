using System.Buffers;

namespace Monitoring.ErrorTracking.Releases.Versions;

/// <summary>The characters of the parts of a release.</summary>
internal static class ReleaseCharacters
{
    /// <summary>Of an identifier in a prerelease.</summary>
    public static SearchValues<char> Identifier { get; } = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>Of a build that is numbers and nothing else.</summary>
    public static SearchValues<char> NumericBuild { get; } = SearchValues.Create("0123456789.");

    /// <summary>Between the numbers of a date or a running number.</summary>
    public static SearchValues<char> Separators { get; } = SearchValues.Create("-_.:/+ TZ");
}
