using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Retention;

/// <summary>Evicts payloads of a project that has too many bytes of them: packs their segments anew without them. Appends go on meanwhile.</summary>
internal sealed class PayloadEviction(PostgreSqlStore store, SegmentPacker packer)
{
    private readonly string _bytes = store.Database.Sql(
        """
        select coalesce((select sum(g.payload_bytes) from $.segment g where g.part = any ($.parts($2)) and g.project_id = $2), 0)::bigint
          + coalesce((select sum(n.payload_bytes) from $.pin n where n.part = $1 and n.project_id = $2), 0)::bigint
        """);

    // Of an event that is pinned the copy outlasts its row, so either of the two stands for it.
    private readonly string _events = store.Database.Sql(
        """
        select x.issue_id, x.event_id, x.hash, x.received, x.payload_bytes, x.is_pinned, x.hash_id, x.segment_id, x.slot, x.part from (
          select h.issue_id, e.event_id, h.hash, e.received, e.payload_bytes, exists (select from $.pin n where n.part = $1 and n.project_id = $2 and n.event_id = e.event_id) as is_pinned,
            h.hash_id, e.segment_id, e.slot, e.part
          from $.event e join $.hash h on h.part = $1 and h.hash_id = e.hash_id
          where e.part = any ($.parts($2)) and e.project_id = $2 and e.received >= coalesce((select p.events_from from $.project p where p.part = $1 and p.project_id = $2), 0)
          union all
          select h.issue_id, n.event_id, h.hash, n.received, n.payload_bytes, true, h.hash_id, 0, 0::smallint, n.part from $.pin n join $.hash h on h.part = n.part and h.hash_id = n.hash_id
          where n.part = $1 and n.project_id = $2 and n.received < coalesce((select p.events_from from $.project p where p.part = $1 and p.project_id = $2), 0)) x
        order by x.issue_id, x.received desc, x.event_id desc
        """);

    private readonly string _segment = store.Database.Sql("select payloads from $.segment where part = $1 and day = $2 and segment_id = $3 for update");

    private readonly string _repack = store.Database.Sql("update $.segment set payloads = $4, payload_bytes = $5 where part = $1 and day = $2 and segment_id = $3");

    private readonly string _mark = store.Database.Sql(
        """
        update $.event e set payload_bytes = 0 from unnest($2::bigint[], $3::bigint[], $4::uuid[]) as u(hash_id, received, event_id)
        where e.part = $1 and e.hash_id = u.hash_id and e.received = u.received and e.event_id = u.event_id
        """);

    /// <summary>Evicts until the payloads have no more bytes than the bound.</summary>
    /// <returns>How many payloads went, and how many bytes they had.</returns>
    public async ValueTask<(long Payloads, long Bytes)> RunAsync(ProjectId project, long bound, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] Named() => [Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value)];

        var bytes = await store.ReadAsync((connection, stop) => connection.QueryLongAsync(_bytes, Named(), row => row.GetInt64(0), stop), cancellationToken).ConfigureAwait(false);
        return bytes[0] <= bound
            ? default
            : await store.TransactAsync(mayRepeat: true, (transaction, stop) => EvictAsync(transaction.Connection, project, bound, Named, stop), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(long Payloads, long Bytes)> EvictAsync(
        NpgsqlConnection connection, ProjectId project, long bound, Func<NpgsqlParameter[]> named, CancellationToken cancellationToken)
    {
        // Two hosts would evict the same; one that comes later finds what the first has left.
        await connection.ExecuteAsync(
            "select pg_advisory_xact_lock($1)", [Parameter.Of(Terms.Digest("eviction", store.Database.Schema, project.ToString()))], cancellationToken).ConfigureAwait(false);
        var reservoir = new PayloadReservoir<Place>();
        await using (var command = new NpgsqlCommand(_events, connection) { CommandTimeout = Statements.LongTime })
        {
            command.Parameters.AddRange(named());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            for (var issue = 0L; await reader.ReadAsync(cancellationToken).ConfigureAwait(false);)
            {
                if (reader.GetInt64(0) != issue)
                {
                    reservoir.EndIssue();
                    issue = reader.GetInt64(0);
                }

                var place = new Place(reader.GetInt64(6), reader.GetInt64(3), reader.GetGuid(1), reader.GetInt16(9), reader.GetInt64(7), reader.GetInt16(8), reader.GetInt32(4));
                reservoir.Add(
                    new EventId(place.EventId), reader.GetGuid(2).ToHash(), new DateTimeOffset(place.Received, TimeSpan.Zero), place.Bytes, reader.GetBoolean(5), place);
            }

            reservoir.EndIssue();
        }

        var evicted = reservoir.Evict(bound);
        foreach (var segment in evicted.GroupBy(place => (place.Part, Day: Hours.DayOf(place.Received), place.Segment)))
        {
            await RepackAsync(connection, segment.Key.Part, segment.Key.Day, segment.Key.Segment, [.. segment], cancellationToken).ConfigureAwait(false);
        }

        return (evicted.Count, evicted.Sum(place => (long)place.Bytes));
    }

    private async ValueTask RepackAsync(NpgsqlConnection connection, short part, int day, long segment, IReadOnlyList<Place> evicted, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] Named() => [Parameter.Of(part), Parameter.Of(day), Parameter.Of(segment)];

        var packed = await connection.QueryAsync(_segment, Named(), row => row.GetFieldValue<byte[]>(0), cancellationToken).ConfigureAwait(false);
        if (packed is not [var payloads])
        {
            return;
        }

        var left = SegmentReader.ReadPayloads(payloads);
        foreach (var place in evicted)
        {
            left[place.Slot] = default;
        }

        await using var statements = new NpgsqlBatch(connection);
        statements.Add(_repack, [.. Named(), Parameter.Of(packer.PackPayloads(left)), Parameter.Of(left.Sum(payload => (long)payload.Length))]);
        statements.Add(
            _mark,
            Parameter.Of(part),
            Parameter.Of(evicted.Select(place => place.Hash).ToArray()),
            Parameter.Of(evicted.Select(place => place.Received).ToArray()),
            Parameter.Of(evicted.Select(place => place.EventId).ToArray()));
        await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Place(long Hash, long Received, Guid EventId, short Part, long Segment, short Slot, int Bytes);
}
