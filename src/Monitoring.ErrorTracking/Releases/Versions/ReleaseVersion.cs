using System.Globalization;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Versions;

/// <summary>
/// A release taken apart: <c>package@1.4.0-rc.2+build</c>, or without the package, or a date or running number. The scheme follows from the release alone, so it
/// never changes with what it is compared to.
/// </summary>
/// <remarks>
/// The order of semantic versions, plus a fourth number as .NET has it. Builds that are numbers are ordered; two that are not, such as hashes of commits, are not.
/// </remarks>
internal sealed class ReleaseVersion
{
    private const int MaxIdentifiers = 30;

    private ReleaseVersion(string package, ReleaseScheme scheme, IndexKey key, IndexKey build, string buildText)
    {
        Package = package;
        Scheme = scheme;
        Key = key;
        Build = build;
        BuildText = buildText;
    }

    /// <summary>What is numbered; empty when the release does not say.</summary>
    public string Package { get; }

    public ReleaseScheme Scheme { get; }

    /// <summary>A key whose order is that of the releases of one package and one scheme, but for their builds.</summary>
    public IndexKey Key { get; }

    /// <summary>The order of the build, empty when there is none or it has no order.</summary>
    public IndexKey Build { get; }

    public string BuildText { get; }

    public bool IsOrdered => Scheme != ReleaseScheme.None;

    public static ReleaseVersion Parse(string release)
    {
        ArgumentNullException.ThrowIfNull(release);
        var text = release.AsSpan().Trim();
        var at = text.LastIndexOf('@');
        var package = at > 0 ? text[..at].ToString() : "";
        var rest = at > 0 ? text[(at + 1)..] : text;
        return ParseVersion(package, rest) ?? NumberedRelease.Parse(rest) switch
        {
            { } numbers => new ReleaseVersion(package + numbers.Stem, ReleaseScheme.Number, numbers.Key, default, ""),
            null => new ReleaseVersion(package, ReleaseScheme.None, default, default, ""),
        };
    }

    /// <summary>Negative when this comes first, <see langword="null"/> when there is no order between them.</summary>
    public int? Compare(ReleaseVersion other)
    {
        if (!IsOrdered || Scheme != other.Scheme || Package != other.Package)
        {
            return null;
        }

        var order = Key.CompareTo(other.Key);
        return order != 0 ? Math.Sign(order)
            : BuildText == other.BuildText ? 0
            : (HasUnorderedBuild || other.HasUnorderedBuild) ? null
            : Math.Sign(Build.CompareTo(other.Build));
    }

    private bool HasUnorderedBuild => BuildText.Length > 0 && Build.Bytes.IsEmpty;

    private static ReleaseVersion? ParseVersion(string package, ReadOnlySpan<char> text)
    {
        var plus = text.IndexOf('+');
        var build = plus < 0 ? [] : text[(plus + 1)..];
        var core = plus < 0 ? text : text[..plus];
        if (core is ['v' or 'V', >= '0' and <= '9', ..])
        {
            core = core[1..];
        }

        var dash = core.IndexOf('-');
        var key = Numbers(dash < 0 ? core : core[..dash]);
        if (key is not { } numbers || (plus >= 0 && build.IsEmpty))
        {
            return null;
        }

        // What has no prerelease comes after all that have one.
        var isRelease = dash < 0;
        numbers = numbers.Add(isRelease);
        if (!isRelease)
        {
            if (Identifiers(core[(dash + 1)..], numbers) is not { } withPrerelease)
            {
                return null;
            }

            numbers = withPrerelease;
        }

        return new ReleaseVersion(package, ReleaseScheme.Version, numbers, OrderOfBuild(build), build.ToString());
    }

    private static IndexKey? Numbers(ReadOnlySpan<char> text)
    {
        const int MaxParts = 4;
        var key = IndexKey.Empty;
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            if (parts == MaxParts || !TryParse(text[range], out var number))
            {
                return null;
            }

            key = key.Add(number);
            parts++;
        }

        // A single number is no version: it may be a build or a date.
        if (parts < 2)
        {
            return null;
        }

        for (; parts < MaxParts; parts++)
        {
            key = key.Add(0L);
        }

        return key;
    }

    /// <summary>Numbers come before words, fewer identifiers before more: the tags and lengths of the key say just that.</summary>
    private static IndexKey? Identifiers(ReadOnlySpan<char> text, IndexKey key)
    {
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            var identifier = text[range];
            if (identifier.IsEmpty || ++count > MaxIdentifiers || identifier.ContainsAnyExcept(ReleaseCharacters.Identifier))
            {
                return null;
            }

            if (!identifier.ContainsAnyExceptInRange('0', '9'))
            {
                if (!TryParse(identifier, out var number))
                {
                    return null;
                }

                key = key.Add(number);
            }
            else
            {
                key = key.Add(identifier.ToString());
            }
        }

        return key;
    }

    private static IndexKey OrderOfBuild(ReadOnlySpan<char> build) =>
        build.IsEmpty || build.ContainsAnyExcept(ReleaseCharacters.NumericBuild) || Identifiers(build, IndexKey.Empty) is not { } key ? default : key;

    private static bool TryParse(ReadOnlySpan<char> digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
