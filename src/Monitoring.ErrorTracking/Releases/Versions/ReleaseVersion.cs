using System.Collections.Immutable;
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
    private const int MaxParts = 4;

    private ReleaseVersion(string package, ReleaseScheme scheme, IndexKey key, ImmutableArray<long> numbers, IndexKey build = default, string buildText = "")
    {
        Package = package;
        Scheme = scheme;
        Key = key;
        Numbers = numbers;
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

    /// <summary>Of a version its numbers, of a date or running number the first; empty when there is no order.</summary>
    public ImmutableArray<long> Numbers { get; }

    /// <summary>The first number.</summary>
    public long First => Numbers.IsEmpty ? 0 : Numbers[0];

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
            { } numbers => new ReleaseVersion(package + numbers.Stem, ReleaseScheme.Number, numbers.Key, [numbers.First]),
            null => new ReleaseVersion(package, ReleaseScheme.None, default, []),
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

    /// <summary>How many numbers two versions of a package share, from the first on: those of a branch share more than others. Dates and running numbers have no branches.</summary>
    public int Kinship(ReleaseVersion other)
    {
        if (Scheme != ReleaseScheme.Version || other.Scheme != ReleaseScheme.Version || Package != other.Package)
        {
            return 0;
        }

        var shared = 0;
        while (shared < Math.Min(Numbers.Length, other.Numbers.Length) && Numbers[shared] == other.Numbers[shared])
        {
            shared++;
        }

        return shared;
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
        if (ParseNumbers(dash < 0 ? core : core[..dash]) is not { } parts || (plus >= 0 && build.IsEmpty))
        {
            return null;
        }

        var numbers = IndexKey.Empty;
        for (var i = 0; i < MaxParts; i++)
        {
            numbers = numbers.Add(i < parts.Length ? parts[i] : 0L);
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

        return new ReleaseVersion(package, ReleaseScheme.Version, numbers, parts, OrderOfBuild(build), build.ToString());
    }

    private static ImmutableArray<long>? ParseNumbers(ReadOnlySpan<char> text)
    {
        var parts = ImmutableArray.CreateBuilder<long>(MaxParts);
        foreach (var range in text.Split('.'))
        {
            if (parts.Count == MaxParts || !TryParse(text[range], out var number))
            {
                return null;
            }

            parts.Add(number);
        }

        // A single number is no version: it may be a build or a date.
        return parts.Count < 2 ? null : parts.ToImmutable();
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
