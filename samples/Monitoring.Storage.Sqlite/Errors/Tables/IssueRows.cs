using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>Sums up what the hashes of an issue have counted.</summary>
internal static class IssueRows
{
    public static IssueRow Read(Session session, Issue issue)
    {
        var facets = session.Query(
            "select distinct f.kind, f.value from facets f join hashes h on h.id = f.hash where h.issue = $issue",
            row => (Kind: row.GetString(0), Value: row.GetString(1)),
            ("$issue", issue.Id.Value)).ToLookup(facet => facet.Kind, facet => facet.Value);
        var seen = session.Find(
            "select sum(count), min(first_seen), max(last_seen) from hashes where issue = $issue",
            row => (Count: row.GetInt64(0), First: row.GetInstant(1), Last: row.GetInstant(2)),
            ("$issue", issue.Id.Value));

        // The row without what it is called, since that is of one hash alone.
        var row = new IssueRow
        {
            Id = issue.Id,
            ProjectId = issue.Project,
            Number = issue.Number,
            Title = "",
            Culprit = "",
            Type = "",
            Level = default,
            Platform = "",
            State = issue.State,
            Assignee = issue.Assignee,
            Count = seen.Count,
            UserCount = HashTable.CountUsers(session, issue.Id),
            FirstSeen = seen.First,
            LastSeen = seen.Last,
            Environments = First(facets["environment"]),
            Services = First(facets["service"]),
            Releases = First(facets["release"]),
            Hashes = [.. HashTable.Of(session, issue.Id).Select(hash => hash.Hash)],
            Version = issue.Version,
        };
        return session.Find(
            """
            select title, culprit, type, level, platform, search_text from hashes
            where issue = $issue and latest_received is not null order by latest_received desc, latest_event desc limit 1
            """,
            latest => row with
            {
                Title = latest.GetString(0),
                Culprit = latest.GetString(1),
                Type = latest.GetString(2),
                Level = (ErrorLevel)latest.GetInt32(3),
                Platform = latest.GetString(4),
                SearchText = latest.GetString(5),
            },
            ("$issue", issue.Id.Value))!;
    }

    private static ImmutableArray<string> First(IEnumerable<string> values) => [.. values.Order(StringComparer.Ordinal).Take(ErrorStoreLimits.Facets)];
}
