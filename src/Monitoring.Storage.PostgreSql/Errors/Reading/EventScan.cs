using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>Looks through events, the last received first: rows by an index, then the segments that hold their facts, until there are enough or the budget is spent.</summary>
internal sealed class EventScan(Database database)
{
    private const int Budget = 20_000;
    private const int Step = 250;

    private const string Columns = "e.received, e.event_id, e.segment_id, e.slot, e.payload_bytes, e.part";

    private const string Wanted = "and e.received >= $2 and e.received < $3 and (e.received, e.event_id) < ($4, $5) and ($6::int is null or e.environment = $6) and (not $7 or e.payload_bytes > 0)";

    private const string Pinned = "exists (select from $.pin n where n.part = $10 and n.project_id = e.project_id and n.event_id = e.event_id)";

    private readonly string _ofIssue = database.Sql(
        $"""
        select {Columns}, {Pinned}, 0::bigint from unnest($1::smallint[]) as p(part) cross join unnest($8::bigint[]) as h(id) cross join lateral (
          select {Columns}, e.project_id from $.event e where e.part = p.part and e.hash_id = h.id {Wanted} order by e.received desc, e.event_id desc limit $9) e
        order by 1 desc, 2 desc limit $9
        """);

    private readonly string _ofProject = database.Sql(
        $"""
        select {Columns}, {Pinned}, e.issue_id from unnest($1::smallint[]) as p(part) cross join lateral (
          select {Columns}, e.project_id, h.issue_id from $.event e join $.hash h on h.part = $10 and h.hash_id = e.hash_id
          where e.part = p.part and e.project_id = $8 {Wanted} order by e.received desc, e.event_id desc limit $9) e
        order by 1 desc, 2 desc limit $9
        """);

    private readonly string _segments = database.Sql(
        "select g.segment_id, g.facts from unnest($1::smallint[], $2::int[], $3::bigint[]) as u(part, day, id) join $.segment g on g.part = u.part and g.day = u.day and g.segment_id = u.id");

    private readonly string _place = database.Sql("select coalesce((select events_from from $.project where part = $1 and project_id = $2), 0), $.parts($2)");

    private readonly string _pins = database.Sql(
        """
        select n.received, n.event_id, n.facts, h.issue_id from $.pin n join $.hash h on h.part = n.part and h.hash_id = n.hash_id
        where n.part = $1 and n.project_id = $2 and n.received >= $3 and n.received < $4 and (n.received, n.event_id) < ($5, $6) and ($7::bigint[] is null or n.hash_id = any ($7))
        order by 1 desc, 2 desc
        """);

    /// <summary>Finds events.</summary>
    /// <returns>What was found, at most as many as asked for, and where the search stopped before its end, if it did.</returns>
    public async ValueTask<(List<(EventPosition Position, StoredEvent Event)> Found, EventPosition? Unfinished)> RunAsync(
        NpgsqlConnection connection, EventScope scope, EventPosition after, int limit, CancellationToken cancellationToken)
    {
        var found = new List<(EventPosition, StoredEvent)>();
        var (keptFrom, parts) = (await connection.QueryAsync(
            _place, [Parameter.Of(scope.Part), Parameter.Of(scope.Project.Value)], row => (row.GetInt64(0), row.GetFieldValue<short[]>(1)), cancellationToken).ConfigureAwait(false)).Single();
        var step = scope.IsExact ? limit : Math.Max(limit, Step);
        for (var looked = 0; found.Count < limit; looked += step)
        {
            if (looked >= Budget)
            {
                return (found, after);
            }

            var rows = await ReadRowsAsync(connection, scope with { From = Math.Max(scope.From, keptFrom) }, parts, after, step, cancellationToken).ConfigureAwait(false);
            await AddAsync(connection, scope, rows, found, limit, cancellationToken).ConfigureAwait(false);
            if (rows.Count < step)
            {
                await AddPinsAsync(connection, scope with { To = Math.Min(scope.To, keptFrom) }, after, found, limit, cancellationToken).ConfigureAwait(false);
                break;
            }

            after = rows[^1].Position;
        }

        return (found, null);
    }

    private async ValueTask<List<Row>> ReadRowsAsync(
        NpgsqlConnection connection, EventScope scope, short[] parts, EventPosition after, int limit, CancellationToken cancellationToken) => await connection.QueryAsync(
        scope.Hashes is null ? _ofProject : _ofIssue,
        [
            Parameter.Of(parts),
            Parameter.Of(scope.From),
            Parameter.Of(scope.To),
            Parameter.Of(after.Received),
            Parameter.Of(after.Id.Value),
            new NpgsqlParameter { Value = scope.Environment is null ? DBNull.Value : EventRows.Environment(scope.Environment), NpgsqlDbType = NpgsqlDbType.Integer },
            Parameter.Of(scope.OnlyKept),
            scope.Hashes is null ? Parameter.Of(scope.Project.Value) : Parameter.Of(scope.Hashes),
            Parameter.Of((long)limit),
            Parameter.Of(scope.Part),
        ],
        row => new Row(
            new EventPosition(row.GetInt64(0), new EventId(row.GetGuid(1))), row.GetInt64(2), row.GetInt16(3), row.GetInt32(4) > 0, row.GetInt16(5), row.GetBoolean(6), row.GetInt64(7)),
        cancellationToken).ConfigureAwait(false);

    private async ValueTask AddAsync(
        NpgsqlConnection connection, EventScope scope, List<Row> rows, List<(EventPosition, StoredEvent)> found, int limit, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var wanted = rows.Select(row => (row.Part, Day: Hours.DayOf(row.Position.Received), row.Segment)).Distinct().ToList();
        var segments = (await connection.QueryAsync(
            _segments,
            [Parameter.Of(wanted.Select(one => one.Part).ToArray()), Parameter.Of(wanted.Select(one => one.Day).ToArray()), Parameter.Of(wanted.Select(one => one.Segment).ToArray())],
            row => (Id: row.GetInt64(0), Facts: row.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false)).ToDictionary(segment => segment.Id, segment => segment.Facts);
        var unpacked = new Dictionary<long, GroupedEvent[]>();
        foreach (var row in rows.TakeWhile(_ => found.Count < limit))
        {
            if (!unpacked.TryGetValue(row.Segment, out var facts))
            {
                // A partition that is being dropped takes its segments along.
                unpacked[row.Segment] = facts = segments.TryGetValue(row.Segment, out var packed) ? SegmentReader.ReadFacts(packed) : [];
            }

            if (row.Slot < facts.Length && facts[row.Slot] is var candidate && scope.Matches(candidate))
            {
                var issue = scope.Hashes is null ? new IssueId(row.Issue) : scope.Issue;
                found.Add((row.Position, new StoredEvent { IssueId = issue, Event = candidate, HasPayload = row.HasPayload, IsPinned = row.IsPinned }));
            }
        }
    }

    /// <summary>Pinned events outlast the others of their day, so they come after all of these.</summary>
    private async ValueTask AddPinsAsync(
        NpgsqlConnection connection, EventScope scope, EventPosition after, List<(EventPosition, StoredEvent)> found, int limit, CancellationToken cancellationToken)
    {
        var pins = scope.From >= scope.To ? [] : await connection.QueryAsync(
            _pins,
            [
                Parameter.Of(scope.Part),
                Parameter.Of(scope.Project.Value),
                Parameter.Of(scope.From),
                Parameter.Of(scope.To),
                Parameter.Of(after.Received),
                Parameter.Of(after.Id.Value),
                new NpgsqlParameter { Value = (object?)scope.Hashes ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            ],
            row => (Position: new EventPosition(row.GetInt64(0), new EventId(row.GetGuid(1))), Facts: row.GetFieldValue<byte[]>(2), Issue: new IssueId(row.GetInt64(3))),
            cancellationToken).ConfigureAwait(false);
        foreach (var (position, facts, issue) in pins.TakeWhile(_ => found.Count < limit))
        {
            if (SegmentReader.ReadFacts(facts)[0] is var candidate && scope.Matches(candidate))
            {
                found.Add((position, new StoredEvent { IssueId = issue, Event = candidate, HasPayload = true, IsPinned = true }));
            }
        }
    }

    private sealed record Row(EventPosition Position, long Segment, short Slot, bool HasPayload, short Part, bool IsPinned, long Issue);
}
