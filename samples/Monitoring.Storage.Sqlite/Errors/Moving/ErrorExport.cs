using System.Globalization;
using Microsoft.Data.Sqlite;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Reading;
using Monitoring.Storage.Sqlite.Errors.Tables;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Errors.Moving;

/// <summary>Takes out what the error store holds.</summary>
internal static class ErrorExport
{
    public static IReadOnlyList<Func<Session, string, int, List<(string Key, ErrorStoreRecord Record)>>> Sections { get; } =
        [Counters, Projects, Hashes, Issues, Outlived, Kept, Known, Transitions];

    private static List<(string Key, ErrorStoreRecord Record)> Counters(Session session, string after, int max) =>
    [
        ("", new ErrorStoreRecord.Counters
        {
            LastIssue = Sequences.Last(session, "issues"),
            LastPosition = Sequences.Last(session, "transitions"),
            LastMerge = Sequences.Last(session, "merges"),
        }),
    ];

    private static List<(string Key, ErrorStoreRecord Record)> Projects(Session session, string after, int max) => session.Query(
        "select project, last from issue_numbers where project > $after order by project limit $max",
        row => (Text(row.GetInt64(0)), (ErrorStoreRecord)new ErrorStoreRecord.Project { ProjectId = new ProjectId(row.GetInt64(0)), LastNumber = row.GetInt64(1) }),
        ("$after", Number(after)),
        ("$max", max));

    private static List<(string Key, ErrorStoreRecord Record)> Hashes(Session session, string after, int max) =>
    [
        .. session.Query(
            """
            select id, project, hash, issue, count, first_seen, last_seen, latest_received, latest_event, title, culprit, type, level, platform, search_text, users
            from hashes where id > $after order by id limit $max
            """,
            ReadHash,
            ("$after", Number(after)),
            ("$max", max)).Select(found => (Text(found.Id), (ErrorStoreRecord)(found.Hash.Counts is { } counts ? found.Hash with { Counts = WithRest(session, found.Id, counts) } : found.Hash))),
    ];

    private static List<(string Key, ErrorStoreRecord Record)> Issues(Session session, string after, int max) =>
    [
        .. session.Query(
            """
            select i.id, i.project, i.number, i.state, i.assignee, i.version, m.into_issue, m.position from issues i left join merges m on m.issue = i.id
            where i.id > $after order by i.id limit $max
            """,
            ReadIssue,
            ("$after", Number(after)),
            ("$max", max)).Select(issue => (Text(issue.Id.Value), (ErrorStoreRecord)(issue with { Hashes = HashesOf(session, issue) }))),
    ];

    private static List<(string Key, ErrorStoreRecord Record)> Outlived(Session session, string after, int max) => Events(session, after, max, "p.outlived = 1");

    private static List<(string Key, ErrorStoreRecord Record)> Kept(Session session, string after, int max) => Events(session, after, max, "(p.outlived is null or p.outlived = 0)");

    private static List<(string Key, ErrorStoreRecord Record)> Events(Session session, string after, int max, string which) => session.Query(
        $"select e.id, e.facts, b.bytes, p.outlived from events e left join payloads b on b.event = e.id left join pins p on p.event = e.id where e.id > $after and {which} order by e.id limit $max",
        row => (Text(row.GetInt64(0)), (ErrorStoreRecord)new ErrorStoreRecord.Event
        {
            Kept = ErrorCodec.ReadEvent(row.GetString(1)) with { Payload = row.IsDBNull(2) ? default : row.GetBytes(2) },
            IsPinned = !row.IsDBNull(3),
            IsOutlived = !row.IsDBNull(3) && row.GetBoolean(3),
        }),
        ("$after", Number(after)),
        ("$max", max));

    private static List<(string Key, ErrorStoreRecord Record)> Known(Session session, string after, int max)
    {
        var (project, id) = after.Split(' ') is [var first, var second] ? (Number(first), Convert.FromHexString(second)) : (0, []);
        return session.Query(
            """
            select k.project, k.event from known_events k
            where (k.project, k.event) > ($project, $event) and not exists (select 1 from events e where e.project = k.project and e.event = k.event)
            order by k.project, k.event limit $max
            """,
            row => ($"{Text(row.GetInt64(0))} {Convert.ToHexString(row.GetBytes(1))}", (ErrorStoreRecord)new ErrorStoreRecord.KnownEvent { ProjectId = new ProjectId(row.GetInt64(0)), EventId = row.GetEventId(1) }),
            ("$project", project),
            ("$event", id),
            ("$max", max));
    }

    private static List<(string Key, ErrorStoreRecord Record)> Transitions(Session session, string after, int max) =>
        [.. TransitionTable.Read(session, Number(after), max).Select(told => (Text(told.Position), (ErrorStoreRecord)new ErrorStoreRecord.Transition { Told = told }))];

    private static (long Id, ErrorStoreRecord.Hash Hash) ReadHash(SqliteDataReader row) => (row.GetInt64(0), new ErrorStoreRecord.Hash
    {
        ProjectId = new ProjectId(row.GetInt64(1)),
        Value = row.GetHash(2),
        IssueId = new IssueId(row.GetInt64(3)),
        Counts = row.IsDBNull(7) ? null : new HashCounts
        {
            Events = row.GetInt64(4),
            FirstSeen = row.GetInstant(5),
            LastSeen = row.GetInstant(6),
            Latest = new LatestOfHash
            {
                ReceivedAt = row.GetInstant(7),
                EventId = row.GetEventId(8),
                Title = row.GetString(9),
                Culprit = row.GetString(10),
                Type = row.GetString(11),
                Level = (ErrorLevel)row.GetInt32(12),
                Platform = row.GetString(13),
                SearchText = row.GetString(14),
            },
            Users = row.IsDBNull(15) ? new DistinctSketch().ToBytes() : row.GetBytes(15),
            Hours = [],
            Environments = [],
            Services = [],
            Releases = [],
            Tags = [],
        },
    });

    private static HashCounts WithRest(Session session, long hash, HashCounts counts)
    {
        var facets = session.Query("select kind, value from facets where hash = $hash", row => (Kind: row.GetString(0), Value: row.GetString(1)), ("$hash", hash))
            .ToLookup(facet => facet.Kind, facet => facet.Value);
        return counts with
        {
            Hours =
            [
                .. session.Query(
                    "select hour, count from hours where hash = $hash order by hour",
                    row => new SeriesPoint { Start = new DateTimeOffset(row.GetInt64(0) * TimeSpan.TicksPerHour, TimeSpan.Zero), Count = row.GetInt64(1) },
                    ("$hash", hash)),
            ],
            Environments = [.. facets["environment"].Order(StringComparer.Ordinal)],
            Services = [.. facets["service"].Order(StringComparer.Ordinal)],
            Releases = [.. facets["release"].Order(StringComparer.Ordinal)],
            Tags = IssueReader.TagsOf(session, "h.id = $id", hash),
        };
    }

    private static ErrorStoreRecord.Issue ReadIssue(SqliteDataReader row) => new()
    {
        Id = new IssueId(row.GetInt64(0)),
        ProjectId = new ProjectId(row.GetInt64(1)),
        Number = row.GetInt64(2),
        State = ErrorCodec.ReadState(row.GetString(3)),
        Assignee = row.GetTextOrNull(4),
        Version = row.GetInt64(5),
        Hashes = [],
        MergedInto = row.IsDBNull(6) ? null : new IssueId(row.GetInt64(6)),
        MergeOrder = row.IsDBNull(7) ? 0 : row.GetInt64(7),
    };

    private static System.Collections.Immutable.ImmutableArray<GroupingHash> HashesOf(Session session, ErrorStoreRecord.Issue issue) => issue.MergedInto is null
        ? [.. HashTable.Of(session, issue.Id).Select(hash => hash.Hash)]
        : [.. session.Query("select hash from merged_hashes where merge = $merge order by hash", row => row.GetHash(0), ("$merge", issue.MergeOrder))];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string key) => key.Length == 0 ? 0 : long.Parse(key, CultureInfo.InvariantCulture);
}
