using Microsoft.Data.Sqlite;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>The events that are kept, their payloads and their pins.</summary>
internal static class EventTable
{
    /// <summary>For <see cref="Read"/>, of <see cref="Source"/>.</summary>
    public const string Columns = "e.facts, h.issue, e.payload_length, p.event";

    /// <summary>Events with their issues and pins.</summary>
    public const string Source = "events e join hashes h on h.id = e.hash left join pins p on p.event = e.id";

    /// <summary>Remembers the id of an event.</summary>
    /// <returns>Whether it was not known.</returns>
    public static bool Remember(Session session, GroupedEvent appended, DateTimeOffset now) => session.Execute(
        "insert into known_events (project, event, appended_at) values ($project, $event, $now) on conflict do nothing",
        ("$project", appended.ProjectId.Value),
        ("$event", appended.EventId.ToBytes()),
        ("$now", now.UtcTicks)) > 0;

    public static void Add(Session session, GroupedEvent added, long hash)
    {
        var facts = added with { Timestamp = added.Timestamp.ToUniversalTime(), ReceivedAt = added.ReceivedAt.ToUniversalTime(), Payload = default };
        var id = session.Number(
            """
            insert into events (project, event, hash, received_at, environment, payload_length, facts)
            values ($project, $event, $hash, $received, $environment, $length, $facts) returning id
            """,
            ("$project", added.ProjectId.Value),
            ("$event", added.EventId.ToBytes()),
            ("$hash", hash),
            ("$received", added.ReceivedAt.UtcTicks),
            ("$environment", added.Environment),
            ("$length", added.Payload.Length),
            ("$facts", ErrorCodec.Write(facts)))!.Value;
        if (!added.Payload.IsEmpty)
        {
            session.Execute("insert into payloads (event, bytes) values ($event, $bytes)", ("$event", id), ("$bytes", added.Payload.ToArray()));
        }
    }

    /// <summary>Reads an event, without its payload.</summary>
    public static (long Row, StoredEvent Event)? Find(Session session, ProjectId project, EventId id) => session.Query(
        $"select {Columns}, e.id from {Source} where e.project = $project and e.event = $event",
        row => ((long, StoredEvent)?)(row.GetInt64(4), Read(row)),
        ("$project", project.Value),
        ("$event", id.ToBytes())).SingleOrDefault();

    public static byte[]? FindPayload(Session session, long row) =>
        session.Find("select bytes from payloads where event = $event", found => found.GetBytes(0), ("$event", row));

    public static void RemovePayload(Session session, long row)
    {
        session.Execute("delete from payloads where event = $event", ("$event", row));
        session.Execute("update events set payload_length = 0 where id = $event", ("$event", row));
    }

    public static StoredEvent Read(SqliteDataReader row) => new()
    {
        Event = ErrorCodec.ReadEvent(row.GetString(0)),
        IssueId = new IssueId(row.GetInt64(1)),
        HasPayload = row.GetInt64(2) > 0,
        IsPinned = !row.IsDBNull(3),
    };
}
