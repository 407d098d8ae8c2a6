using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>Finds events by their ids.</summary>
internal sealed class EventLocator(Database database)
{
    // What is received before the day from which on a project keeps events is there no more, unless it is pinned; the hash is gone when its issue was deleted.
    private const string Kept = "e.received >= coalesce((select p.events_from from $.project p where p.part = s.part and p.project_id = s.project_id), 0)";

    private const string Found =
        """
        $.seen s on s.part = u.part and s.project_id = u.project_id and s.event_id = u.event_id
        join $.hash h on h.part = s.part and h.project_id = s.project_id and h.hash = s.hash
        join $.event e on e.part = any (u.parts) and e.hash_id = h.hash_id and e.received = s.received and e.event_id = s.event_id
        """;

    private readonly string _owners = database.Sql(
        $"""
        with k as (select * from unnest($1::smallint[], $2::bigint[], $3::uuid[]) as k(part, project_id, event_id)),
        q as materialized (select p.project_id, $.parts(p.project_id) as parts from (select distinct project_id from k) p),
        u as (select * from k join q using (project_id))
        select u.project_id, u.event_id, h.issue_id from u join {Found} where {Kept}
        union select u.project_id, u.event_id, h.issue_id from u join $.pin n using (part, project_id, event_id) join $.hash h on h.part = n.part and h.hash_id = n.hash_id
        """);

    private readonly string _pinned = database.Sql(
        "select h.issue_id, n.facts, n.payload from $.pin n join $.hash h on h.part = n.part and h.hash_id = n.hash_id where n.part = $1 and n.project_id = $2 and n.event_id = $3");

    private readonly string _stored = database.Sql(
        $"""
        select h.issue_id, g.facts, case when e.payload_bytes > 0 then g.payloads else '' end, e.slot
        from (select $1::smallint as part, $2::bigint as project_id, $3::uuid as event_id, $.parts($2::bigint) as parts) u join {Found}
        join $.segment g on g.part = e.part and g.day = (e.received / 864000000000)::int and g.segment_id = e.segment_id
        where {Kept} order by s.day desc limit 1
        """);

    /// <summary>The issues of events that are there.</summary>
    public async ValueTask<Dictionary<(ProjectId, EventId), IssueId>> FindOwnersAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(ProjectId Project, EventId Id)> ids, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync(
            _owners,
            [
                Parameter.Of(ids.Select(id => Parts.Of(id.Project)).ToArray()),
                Parameter.Of(ids.Select(id => id.Project.Value).ToArray()),
                Parameter.Of(ids.Select(id => id.Id.Value).ToArray()),
            ],
            row => (Project: new ProjectId(row.GetInt64(0)), Event: new EventId(row.GetGuid(1)), Issue: new IssueId(row.GetInt64(2))),
            cancellationToken).ConfigureAwait(false);
        return found.DistinctBy(row => (row.Project, row.Event)).ToDictionary(row => (row.Project, row.Event), row => row.Issue);
    }

    /// <summary>An event with its payload; <see langword="null"/> when it is not there.</summary>
    public async ValueTask<StoredEvent?> FindAsync(NpgsqlConnection connection, ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] Key() => [Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value), Parameter.Of(id.Value)];

        var pinned = await connection.QueryAsync(
            _pinned, Key(), row => Located(row, slot: 0, isPinned: true), cancellationToken).ConfigureAwait(false);
        if (pinned is [var held])
        {
            return held;
        }

        var stored = await connection.QueryAsync(
            _stored, Key(), row => Located(row, row.GetInt16(3), isPinned: false), cancellationToken).ConfigureAwait(false);
        return stored.SingleOrDefault();
    }

    private static StoredEvent Located(NpgsqlDataReader row, int slot, bool isPinned)
    {
        var facts = SegmentReader.ReadFacts(row.GetFieldValue<byte[]>(1))[slot];
        var payload = SegmentReader.ReadPayload(row.GetFieldValue<byte[]>(2), slot);
        return new StoredEvent
        {
            IssueId = new IssueId(row.GetInt64(0)),
            Event = facts with { Payload = payload },
            HasPayload = payload.Length > 0,
            IsPinned = isPinned,
        };
    }
}

