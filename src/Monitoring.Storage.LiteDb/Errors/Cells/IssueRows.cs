using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>Sums up what the hashes of an issue have counted.</summary>
internal static class IssueRows
{
    public static IssueRow Sum(IssueHead head, IReadOnlyCollection<HashTotals> hashes)
    {
        var counted = hashes.Where(hash => hash.Latest is not null).ToArray();
        if (counted.Length == 0)
        {
            throw new StoreDamagedException($"Issue {head.Id} has counted no events.");
        }

        var latest = counted.Max(hash => hash.Latest)!;
        return new IssueRow
        {
            Id = head.Id,
            ProjectId = head.Project,
            Number = head.Number,
            Title = latest.Title,
            Culprit = latest.Culprit,
            Type = latest.Type,
            Level = latest.Level,
            Platform = latest.Platform,
            SearchText = latest.SearchText,
            State = head.State,
            Assignee = head.Assignee,
            Count = counted.Sum(hash => hash.Count),
            UserCount = CountUsers(counted),
            FirstSeen = new DateTimeOffset(counted.Min(hash => hash.FirstSeen), TimeSpan.Zero),
            LastSeen = new DateTimeOffset(counted.Max(hash => hash.LastSeen), TimeSpan.Zero),
            Environments = Facets(counted, hash => hash.Facets.Environments),
            Services = Facets(counted, hash => hash.Facets.Services),
            Releases = Facets(counted, hash => hash.Facets.Releases),
            Hashes = head.Hashes,
            Version = head.Version,
        };
    }

    private static long CountUsers(HashTotals[] hashes)
    {
        if (hashes.Length == 1)
        {
            return hashes[0].Users.Count();
        }

        var users = new DistinctSketch();
        foreach (var hash in hashes)
        {
            users.Merge(hash.Users);
        }

        return users.Count();
    }

    private static ImmutableArray<string> Facets(HashTotals[] hashes, Func<HashTotals, SortedSet<string>> facets) => hashes.Length == 1
        ? [.. facets(hashes[0])]
        : [.. hashes.SelectMany(facets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(ErrorStoreLimits.Facets)];
}
