using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Sums up what the hashes of an issue have counted.</summary>
internal static class IssueRows
{
    public static IssueRow Read(Issue issue)
    {
        var counted = issue.Hashes.Where(hash => hash.Latest is not null).ToArray();
        var latest = counted.Select(hash => hash.Latest!).Aggregate((first, second) => Latest.Compare(first, second) > 0 ? first : second);
        return new IssueRow
        {
            Id = issue.Id,
            ProjectId = issue.Project,
            Number = issue.Number,
            Title = latest.Title,
            Culprit = latest.Culprit,
            Type = latest.Type,
            Level = latest.Level,
            Platform = latest.Platform,
            SearchText = latest.SearchText,
            State = issue.State,
            Assignee = issue.Assignee,
            Count = counted.Sum(hash => hash.Count),
            UserCount = CountUsers(counted),
            FirstSeen = counted.Min(hash => hash.FirstSeen),
            LastSeen = counted.Max(hash => hash.LastSeen),
            Environments = Facets(counted.SelectMany(hash => hash.Environments)),
            Services = Facets(counted.SelectMany(hash => hash.Services)),
            Releases = Facets(counted.SelectMany(hash => hash.Releases)),
            Hashes = [.. issue.Hashes.Select(hash => hash.Hash)],
            Version = issue.Version,
        };
    }

    private static long CountUsers(IEnumerable<HashTotals> hashes)
    {
        var users = new DistinctSketch();
        foreach (var hash in hashes)
        {
            users.Merge(hash.Users);
        }

        return users.Count();
    }

    private static ImmutableArray<string> Facets(IEnumerable<string> values) =>
        [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(ErrorStoreLimits.Facets)];
}
