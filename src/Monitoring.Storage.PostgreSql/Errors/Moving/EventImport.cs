using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Appending;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Takes in events, which their hashes have counted before, and ids of events. Each is noted as if it had been appended now.</summary>
internal sealed class EventImport(Database database, SegmentPacker packer)
{
    private readonly RowWriter _writer = new(database);

    private readonly string _hashes = database.Sql(
        """
        select h.project_id, h.hash, h.hash_id from unnest($1::smallint[], $2::bigint[], $3::uuid[]) as u(part, project_id, hash)
        join $.hash h on h.part = u.part and h.project_id = u.project_id and h.hash = u.hash
        """);

    private readonly string _there = database.Sql(
        """
        select u.project_id, u.event_id from unnest($1::smallint[], $2::bigint[], $3::uuid[]) as u(part, project_id, event_id)
        where exists (select from $.seen s where s.part = u.part and s.project_id = u.project_id and s.event_id = u.event_id)
        """);

    private readonly string _note = database.Sql(
        """
        insert into $.seen (part, project_id, event_id, day, hash, received)
        select u.part, u.project_id, u.event_id, $4, u.hash, u.received from unnest($1::smallint[], $2::bigint[], $3::uuid[], $5::uuid[], $6::bigint[]) as u(part, project_id, event_id, hash, received)
        """);

    private readonly string _pin = database.Sql(
        """
        insert into $.pin (part, project_id, event_id, hash_id, received, payload_bytes, facts, payload)
        select * from unnest($1::smallint[], $2::bigint[], $3::uuid[], $4::bigint[], $5::bigint[], $6::int[], $7::bytea[], $8::bytea[])
        """);

    // Of what was received before this instant pins are all that is shown.
    private readonly string _keepFrom = database.Sql(
        """
        update $.project p set events_from = greatest(p.events_from, u.first) from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as u(part, project_id, first)
        where p.part = u.part and p.project_id = u.project_id
        """);

    public async ValueTask RunAsync(NpgsqlConnection connection, IReadOnlyList<ErrorStoreRecord.Event> events, int today, CancellationToken cancellationToken)
    {
        var there = await ThereAsync(connection, [.. events.Select(kept => (kept.Kept.ProjectId, kept.Kept.EventId))], cancellationToken).ConfigureAwait(false);
        events = [.. events.Where(kept => !there.Contains((kept.Kept.ProjectId, kept.Kept.EventId)))];
        if (events.Count == 0)
        {
            return;
        }

        var hashes = await HashesAsync(connection, events, cancellationToken).ConfigureAwait(false);
        var segments = packer.Pack(events.Where(kept => !kept.IsOutlived).Select(kept => kept.Kept));
        await using var drawn = new NpgsqlBatch(connection);
        _writer.DrawIds(drawn, segments.Count);
        await using (var reader = await drawn.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var (segment, id) in segments.Zip(await reader.ReadAllAsync(row => row.GetInt64(0), cancellationToken).ConfigureAwait(false)))
            {
                segment.Id = id;
            }
        }

        await using var batch = new NpgsqlBatch(connection);
        _writer.Segments(batch, segments);
        _writer.Events(batch, hashes, segments);
        Note(batch, today, [.. events.Select(kept => (kept.Kept.ProjectId, kept.Kept.EventId, kept.Kept.Hashes[0], kept.Kept.ReceivedAt.UtcTicks))]);
        Pin(batch, hashes, [.. events.Where(kept => kept.IsPinned)]);
        var outlived = events.Where(kept => kept.IsOutlived).GroupBy(kept => kept.Kept.ProjectId, kept => kept.Kept.ReceivedAt.UtcTicks + 1).ToList();
        batch.Add(
            _keepFrom,
            Parameter.Of(outlived.Select(project => Parts.Of(project.Key)).ToArray()),
            Parameter.Of(outlived.Select(project => project.Key.Value).ToArray()),
            Parameter.Of(outlived.Select(project => project.Max()).ToArray()));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes the ids of events that are gone.</summary>
    public async ValueTask RememberAsync(NpgsqlConnection connection, IReadOnlyList<ErrorStoreRecord.KnownEvent> known, int today, CancellationToken cancellationToken)
    {
        var there = await ThereAsync(connection, [.. known.Select(one => (one.ProjectId, one.EventId))], cancellationToken).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection);
        Note(batch, today, [.. known.Where(one => !there.Contains((one.ProjectId, one.EventId))).Select(one => (one.ProjectId, one.EventId, default(GroupingHash), 0L))]);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<HashSet<(ProjectId, EventId)>> ThereAsync(NpgsqlConnection connection, IReadOnlyList<(ProjectId Project, EventId Id)> events, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync(
            _there,
            [
                Parameter.Of(events.Select(one => Parts.Of(one.Project)).ToArray()),
                Parameter.Of(events.Select(one => one.Project.Value).ToArray()),
                Parameter.Of(events.Select(one => one.Id.Value).ToArray()),
            ],
            row => (new ProjectId(row.GetInt64(0)), new EventId(row.GetGuid(1))),
            cancellationToken).ConfigureAwait(false),
    ];

    private async ValueTask<Dictionary<(ProjectId Project, GroupingHash Hash), long>> HashesAsync(
        NpgsqlConnection connection, IReadOnlyList<ErrorStoreRecord.Event> events, CancellationToken cancellationToken)
    {
        var named = events.Select(kept => (kept.Kept.ProjectId, Hash: kept.Kept.Hashes[0])).Distinct().ToList();
        var found = await connection.QueryAsync(
            _hashes,
            [
                Parameter.Of(named.Select(hash => Parts.Of(hash.ProjectId)).ToArray()),
                Parameter.Of(named.Select(hash => hash.ProjectId.Value).ToArray()),
                Parameter.Of(named.Select(hash => hash.Hash.ToGuid()).ToArray()),
            ],
            row => (Hash: (new ProjectId(row.GetInt64(0)), row.GetGuid(1).ToHash()), Id: row.GetInt64(2)),
            cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(row => row.Hash, row => row.Id);
    }

    private void Note(NpgsqlBatch batch, int today, IReadOnlyList<(ProjectId Project, EventId Id, GroupingHash Hash, long Received)> events) => batch.Add(
        _note,
        Parameter.Of(events.Select(one => Parts.Of(one.Project)).ToArray()),
        Parameter.Of(events.Select(one => one.Project.Value).ToArray()),
        Parameter.Of(events.Select(one => one.Id.Value).ToArray()),
        Parameter.Of(today),
        Parameter.Of(events.Select(one => one.Hash.ToGuid()).ToArray()),
        Parameter.Of(events.Select(one => one.Received).ToArray()));

    private void Pin(NpgsqlBatch batch, Dictionary<(ProjectId Project, GroupingHash Hash), long> hashes, IReadOnlyList<ErrorStoreRecord.Event> pinned)
    {
        var packed = pinned.Select(one => packer.PackOne(one.Kept)).ToList();
        batch.Add(
            _pin,
            Parameter.Of(pinned.Select(one => Parts.Of(one.Kept.ProjectId)).ToArray()),
            Parameter.Of(pinned.Select(one => one.Kept.ProjectId.Value).ToArray()),
            Parameter.Of(pinned.Select(one => one.Kept.EventId.Value).ToArray()),
            Parameter.Of(pinned.Select(one => hashes[(one.Kept.ProjectId, one.Kept.Hashes[0])]).ToArray()),
            Parameter.Of(pinned.Select(one => one.Kept.ReceivedAt.UtcTicks).ToArray()),
            Parameter.Of(pinned.Select(one => one.Kept.Payload.Length).ToArray()),
            Parameter.Of(packed.Select(one => one.Facts).ToArray()),
            Parameter.Of(packed.Select(one => one.Payload).ToArray()));
    }
}
