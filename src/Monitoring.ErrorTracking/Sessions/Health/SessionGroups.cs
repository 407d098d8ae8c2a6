using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.ErrorTracking.Sessions.Storing;

namespace Monitoring.ErrorTracking.Sessions.Health;

/// <summary>Makes groups of counts.</summary>
internal static class SessionGroups
{
    private const int MaxGroups = 100;

    private static readonly SessionStatus[] Statuses = Enum.GetValues<SessionStatus>();

    /// <summary>What a series is grouped by. An empty name is none; the name of the others stays.</summary>
    public static (string Release, string Environment) KeyOf(RollupSeries series, SessionGrouping grouping) => (
        grouping.HasFlag(SessionGrouping.Release) ? SessionDocuments.ReleaseOf(series) : "",
        grouping.HasFlag(SessionGrouping.Environment) ? SessionDocuments.EnvironmentOf(series) : "");

    /// <summary>A name as people see it.</summary>
    public static string? NameOf(string name) => name is "" or RollupSeries.OtherName ? null : name;

    public static ImmutableArray<SessionGroup> Of(
        Dictionary<((string Release, string Environment) Key, DateTimeOffset Bucket), SessionCounts> counts, SessionGrouping grouping)
    {
        var groups = counts
            .GroupBy(count => count.Key.Key, count => KeyValuePair.Create(count.Key.Bucket, count.Value))
            .SelectMany(group => grouping.HasFlag(SessionGrouping.Status) ? Statuses.Select(status => Of(group, status)) : [Of(group)]);
        return
        [
            .. groups
                .Where(group => group.Sessions > 0)
                .OrderByDescending(group => group.Sessions)
                .ThenBy(group => group.Release, StringComparer.Ordinal)
                .ThenBy(group => group.Environment, StringComparer.Ordinal)
                .ThenBy(group => group.Status)
                .Take(MaxGroups),
        ];
    }

    private static SessionGroup Of(IGrouping<(string Release, string Environment), KeyValuePair<DateTimeOffset, SessionCounts>> group)
    {
        var sum = new SessionCounts();
        foreach (var (_, counts) in group)
        {
            sum.Merge(counts);
        }

        return new SessionGroup
        {
            Release = NameOf(group.Key.Release),
            Environment = NameOf(group.Key.Environment),
            Status = null,
            Sessions = sum.Sessions,
            Totals = sum.ToTotals(),
            Series = SessionCountsReader.PointsOf(group),
        };
    }

    private static SessionGroup Of(IGrouping<(string Release, string Environment), KeyValuePair<DateTimeOffset, SessionCounts>> group, SessionStatus status) => new()
    {
        Release = NameOf(group.Key.Release),
        Environment = NameOf(group.Key.Environment),
        Status = status,
        Sessions = group.Sum(bucket => bucket.Value[status]),
        Totals = null,
        Series =
        [
            .. group.Where(bucket => bucket.Value[status] > 0)
                .OrderBy(bucket => bucket.Key)
                .Select(bucket => new SessionPoint { Bucket = bucket.Key, Sessions = bucket.Value[status], Totals = null }),
        ],
    };
}
