using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases.Versions;

namespace Monitoring.ErrorTracking.Releases.Latest;

/// <summary>The newest of some releases.</summary>
internal static class ReleaseFront
{
    /// <summary>By how much the first number of a version may grow in one step.</summary>
    private const long LargestStep = 10;

    /// <summary>How many times as great a running number or date may become in one step.</summary>
    private const long LargestFactor = 10;

    /// <summary>Those that no other believed one comes after, in the order in which they were given.</summary>
    public static IEnumerable<Release> Of(IReadOnlyCollection<Release> releases)
    {
        var parsed = releases.Select(release => (Release: release, Version: ReleaseVersion.Parse(release.Version))).ToList();
        var groups = parsed.GroupBy(item => (item.Version.Package, item.Version.Scheme)).ToDictionary(group => group.Key, group => Newest([.. group]));
        return parsed.Where(item => groups[(item.Version.Package, item.Version.Scheme)].Contains(item.Release.Version)).Select(item => item.Release);
    }

    /// <summary>All but those that only events tell of and that leap ahead, in the order in which they were given.</summary>
    public static IEnumerable<Release> Believed(IReadOnlyCollection<Release> releases)
    {
        var believed = releases.Select(release => (Release: release, Version: ReleaseVersion.Parse(release.Version)))
            .GroupBy(item => (item.Version.Package, item.Version.Scheme))
            .SelectMany(group => Believed([.. group]))
            .Select(item => item.Release.Version)
            .ToHashSet(StringComparer.Ordinal);
        return releases.Where(release => believed.Contains(release.Version));
    }

    /// <summary>Those that cannot be compared with any of some versions and were created before those of their package, or stand there before these are known.</summary>
    public static IEnumerable<Release> OlderWithoutOrder(IReadOnlyCollection<Release> releases, ImmutableArray<string> versions)
    {
        var mended = versions.Select(version => (Version: ReleaseVersion.Parse(version), releases.FirstOrDefault(release => release.Version == version)?.CreatedAt)).ToList();
        return releases.Where(release =>
        {
            var version = ReleaseVersion.Parse(release.Version);
            return !versions.Contains(release.Version)
                && mended.All(other => other.Version.Compare(version) is null)
                && mended.Any(other => other.Version.Package == version.Package && other.Version.Scheme == version.Scheme && (other.CreatedAt is null || release.CreatedAt < other.CreatedAt));
        });
    }

    private static HashSet<string> Newest(List<(Release Release, ReleaseVersion Version)> group)
    {
        if (!group[0].Version.IsOrdered)
        {
            return [.. group.Select(item => item.Release.Version)];
        }

        var newest = new List<(Release Release, ReleaseVersion Version)>();
        foreach (var item in Believed(group))
        {
            newest.RemoveAll(other => item.Version.Compare(other.Version) > 0);
            if (!newest.Any(other => other.Version.Compare(item.Version) > 0))
            {
                newest.Add(item);
            }
        }

        return [.. newest.Select(item => item.Release.Version)];
    }

    /// <summary>In the order of the versions, if there is one.</summary>
    private static List<(Release Release, ReleaseVersion Version)> Believed(List<(Release Release, ReleaseVersion Version)> group)
    {
        if (!group[0].Version.IsOrdered)
        {
            return group;
        }

        var believed = new List<(Release Release, ReleaseVersion Version)>();
        foreach (var item in group.OrderBy(item => item.Version.Key))
        {
            if (believed.Count == 0 || !item.Release.IsFromEvent || !IsLeap(believed[^1].Version, item.Version))
            {
                believed.Add(item);
            }
        }

        return believed;
    }

    private static bool IsLeap(ReleaseVersion from, ReleaseVersion to) => to.Scheme == ReleaseScheme.Version
        ? to.First - from.First > LargestStep
        : to.First / LargestFactor > Math.Max(1, from.First);
}
