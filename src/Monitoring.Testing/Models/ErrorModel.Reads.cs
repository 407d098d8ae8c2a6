using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Models;

/// <content>What the store must answer when it is read.</content>
internal sealed partial record ErrorModel
{
    public IEnumerable<ModelIssue> IssuesOf(ProjectId project) => Issues.Values.Where(issue => issue.Project == project && !issue.IsMergedAway);

    /// <summary>The row of an issue, but for its number and version, which are the store's.</summary>
    public IssueRow Row(ModelIssue issue, long number, long version)
    {
        var events = EventsOf(issue);
        return new IssueRow
        {
            Id = issue.Id,
            ProjectId = issue.Project,
            Number = number,
            Title = events[0].Title,
            Culprit = events[0].Culprit,
            Type = events[0].Type,
            Level = events[0].Level,
            Platform = events[0].Platform,
            SearchText = events[0].SearchText,
            State = issue.State,
            Assignee = issue.Assignee,
            Count = events.Length,
            UserCount = events.Select(counted => counted.UserHash).OfType<ulong>().Distinct().Count(),
            FirstSeen = events.Min(counted => counted.Timestamp),
            LastSeen = events.Max(counted => counted.Timestamp),
            Environments = Facets(events.Select(counted => counted.Environment)),
            Services = Facets(events.Select(counted => counted.Service)),
            Releases = Facets(events.Select(counted => counted.Release)),
            Hashes = [.. HashesOf(issue)],
            Version = version,
        };
    }

    /// <summary>An event with its payload.</summary>
    public StoredEvent Show(IssueId owner, GroupedEvent counted)
    {
        var stored = Stored(counted);
        return new StoredEvent { IssueId = owner, Event = stored, HasPayload = !stored.Payload.IsEmpty, IsPinned = IsPinned(counted) };
    }

    public ImmutableArray<SeriesPoint> Series(ModelIssue issue, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket)
    {
        var events = EventsOf(issue);
        var start = from.AddTicks(-(from.UtcTicks % bucket.Ticks));
        return
        [
            .. Enumerable.Range(0, (int)Math.Ceiling((to - start) / bucket))
                .Select(i => start + (i * bucket))
                .Select(point => new SeriesPoint { Start = point, Count = events.Count(counted => counted.Timestamp >= point && counted.Timestamp < point + bucket) }),
        ];
    }

    public ImmutableArray<TagDistribution> Tags(ModelIssue issue) =>
    [
        .. EventsOf(issue)
            .SelectMany(counted => counted.Tags)
            .GroupBy(tag => tag.Key, tag => tag.Value)
            .OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => new TagDistribution
            {
                Key = tag.Key,
                Total = tag.Count(),
                Values =
                [
                    .. tag.GroupBy(value => value)
                        .Select(value => new TagValueCount { Value = value.Key, Count = value.Count() })
                        .OrderByDescending(value => value.Count)
                        .ThenBy(value => value.Value, StringComparer.Ordinal),
                ],
                Others = 0,
            }),
    ];

    public IEnumerable<IssueId> Search(IssueQuery query) => IssuesOf(query.ProjectId)
        .Select(issue => Row(issue, 0, 0))
        .Where(row => query.Filter?.Matches(row, (key, value) => HasTag(row.Id, key, value)) ?? true)
        .OrderByDescending(row => query.Sort switch
        {
            IssueSort.FirstSeen => row.FirstSeen.UtcTicks,
            IssueSort.Events => row.Count,
            IssueSort.Users => row.UserCount,
            _ => row.LastSeen.UtcTicks,
        })
        .ThenByDescending(row => row.Id)
        .Select(row => row.Id);

    private bool HasTag(IssueId id, string key, TextPattern value) =>
        EventsOf(Issues[id]).Any(counted => counted.Tags.Any(tag => tag.Key == key && value.Matches(tag.Value)));

    private static ImmutableArray<string> Facets(IEnumerable<string?> values) => [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
