using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>The grouping hashes: each belongs to an issue, and has counted the events of which it is the primary one.</summary>
internal static class HashTable
{
    public static long? Find(Session session, ProjectId project, GroupingHash hash) =>
        session.Number("select id from hashes where project = $project and hash = $hash", ("$project", project.Value), ("$hash", hash.ToBytes()));

    /// <summary>Finds a hash, or lets it begin to count for an issue.</summary>
    public static long FindOrAdd(Session session, ProjectId project, GroupingHash hash, IssueId issue) => Find(session, project, hash) ?? session.Number(
        "insert into hashes (project, hash, issue) values ($project, $hash, $issue) returning id",
        ("$project", project.Value),
        ("$hash", hash.ToBytes()),
        ("$issue", issue.Value))!.Value;

    /// <summary>The hashes of an issue, in order, each with how many events it has counted.</summary>
    public static List<(long Id, GroupingHash Hash, long Count)> Of(Session session, IssueId issue) => session.Query(
        "select id, hash, count from hashes where issue = $issue order by hash", row => (row.GetInt64(0), row.GetHash(1), row.GetInt64(2)), ("$issue", issue.Value));

    public static void Move(Session session, long hash, IssueId to) => session.Execute("update hashes set issue = $issue where id = $id", ("$id", hash), ("$issue", to.Value));

    /// <summary>Adds to the users that a hash has counted.</summary>
    public static void AddUser(Session session, long hash, ulong user)
    {
        var before = session.Find("select users from hashes where id = $id", row => row.IsDBNull(0) ? null : row.GetBytes(0), ("$id", hash));
        var users = before is null ? new DistinctSketch() : DistinctSketch.FromBytes(before);
        users.Add(user);
        var after = users.ToBytes();
        if (before is null || !after.AsSpan().SequenceEqual(before))
        {
            session.Execute("update hashes set users = $users where id = $id", ("$id", hash), ("$users", after));
        }
    }

    /// <summary>Counts an event, and names the hash after it when it is the one received last or, of several received at once, has the greatest id.</summary>
    public static void Count(Session session, long hash, GroupedEvent added)
    {
        session.Execute(
            """
            update hashes set count = count + 1,
              first_seen = min(ifnull(first_seen, $timestamp), $timestamp),
              last_seen = max(ifnull(last_seen, $timestamp), $timestamp)
            where id = $id
            """,
            ("$id", hash),
            ("$timestamp", added.Timestamp.UtcTicks));
        session.Execute(
            """
            update hashes set latest_received = $received, latest_event = $event,
              title = $title, culprit = $culprit, type = $type, level = $level, platform = $platform, search_text = $search
            where id = $id and (latest_received is null or (latest_received, latest_event) < ($received, $event))
            """,
            ("$id", hash),
            ("$received", added.ReceivedAt.UtcTicks),
            ("$event", added.EventId.ToBytes()),
            ("$title", added.Title),
            ("$culprit", added.Culprit),
            ("$type", added.Type),
            ("$level", (int)added.Level),
            ("$platform", added.Platform),
            ("$search", added.SearchText));
    }

    /// <summary>The users of an issue: the union of what its hashes have counted.</summary>
    public static long CountUsers(Session session, IssueId issue)
    {
        var users = new DistinctSketch();
        foreach (var sketch in session.Query("select users from hashes where issue = $issue and users is not null", row => row.GetBytes(0), ("$issue", issue.Value)))
        {
            users.Merge(DistinctSketch.FromBytes(sketch));
        }

        return users.Count();
    }
}
