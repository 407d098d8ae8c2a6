using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Makes records of events, and of the ids of those that are gone.</summary>
internal sealed class EventExport(Database database, Snapshot snapshot, int today)
{
    private const int Step = 250;
    private const int PinStep = 50;

    private const string From = "coalesce((select p.events_from from $.project p where p.part = $.home(e.project_id) and p.project_id = e.project_id), 0)";

    private readonly string _outlived = database.Sql(
        $"""
        select e.part, e.project_id, e.event_id, e.facts, e.payload from $.pin e
        where e.received < {From} and (e.part, e.project_id, e.event_id) > ($1, $2, $3) order by e.part, e.project_id, e.event_id limit {PinStep}
        """);

    // Some rows in the order of an index, then what is to be known of them: joined before, all of the table would be looked at for each step.
    private readonly string _kept = database.Sql(
        $"""
        select e.part, e.project_id, e.received, e.event_id, e.segment_id, e.slot, e.payload_bytes,
          exists (select from $.pin n where n.part = $.home(e.project_id) and n.project_id = e.project_id and n.event_id = e.event_id),
          e.received >= {From} and exists (select from $.hash h where h.part = $.home(e.project_id) and h.hash_id = e.hash_id and h.issue_id is not null)
        from (
          select e.* from $.event e where (e.part, e.project_id, e.received, e.event_id) > ($1, $2, $3, $4)
          order by e.part, e.project_id, e.received, e.event_id limit {Step}) e
        order by e.part, e.project_id, e.received, e.event_id
        """);

    private readonly string _segments = database.Sql(
        """
        select g.part, g.day, g.segment_id, g.facts, g.payloads from unnest($1::smallint[], $2::int[], $3::bigint[]) as u(part, day, id)
        join $.segment g on g.part = u.part and g.day = u.day and g.segment_id = u.id
        """);

    private readonly string _known = database.Sql(
        $"""
        select s.part, s.project_id, s.event_id,
          not exists (
            select from $.hash h join $.event e on e.part = any ($.parts(s.project_id)) and e.hash_id = h.hash_id
            where h.part = s.part and h.project_id = s.project_id and h.hash = s.hash and h.issue_id is not null and e.received = s.received and e.event_id = s.event_id and e.received >= {From})
          and not exists (select from $.pin n where n.part = s.part and n.project_id = s.project_id and n.event_id = s.event_id)
        from (
          select s.* from $.seen s where s.day >= $1 and (s.part, s.project_id, s.event_id) > ($2, $3, $4) order by s.part, s.project_id, s.event_id limit {Step}) s
        order by s.part, s.project_id, s.event_id
        """);

    private Dictionary<(short Part, int Day, long Id), Unpacked> _unpacked = [];

    /// <summary>Those that pins alone keep.</summary>
    public async IAsyncEnumerable<Exported<ErrorStoreRecord>> Outlived(string? after)
    {
        var place = ReadPlace(after);
        while (await snapshot.QueryAsync(
            _outlived, place.Parameters(), row => (Place: IdPlace.Read(row), Facts: row.GetFieldValue<byte[]>(3), Payload: row.GetFieldValue<byte[]>(4))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var (at, facts, payload) in step)
            {
                var kept = SegmentReader.ReadFacts(facts)[0] with { Payload = SegmentReader.ReadPayload(payload, 0) };
                yield return new(at.ToString(), 500 + kept.Payload.Length, new ErrorStoreRecord.Event { Kept = kept, IsPinned = true, IsOutlived = true });
            }

            place = step[^1].Place;
        }
    }

    public async IAsyncEnumerable<Exported<ErrorStoreRecord>> Kept(string? after)
    {
        var (part, project, received, id) = ExportPlaces.Read(after, 4) is [var first, var second, var third, var fourth]
            ? ((short)ExportPlaces.Number(first), ExportPlaces.Number(second), ExportPlaces.Number(third), ExportPlaces.Guid(fourth))
            : ((short)-1, 0L, 0L, Guid.Empty);
        while (await snapshot.QueryAsync(
            _kept, [Parameter.Of(part), Parameter.Of(project), Parameter.Of(received), Parameter.Of(id)], Row.Read).ConfigureAwait(false) is { Count: > 0 } step)
        {
            var kept = step.FindAll(row => row.IsKept);
            await UnpackAsync(kept).ConfigureAwait(false);
            foreach (var row in kept)
            {
                var segment = _unpacked[row.Segment];
                var whole = segment.Facts[row.Slot] with { Payload = row.HasPayload ? segment.Payloads[row.Slot] : default };
                var at = ExportPlaces.Write(ExportPlaces.Text(row.Part), ExportPlaces.Text(row.Project), ExportPlaces.Text(row.Received), row.Id.ToString("N"));
                yield return new(at, 500 + whole.Payload.Length, new ErrorStoreRecord.Event { Kept = whole, IsPinned = row.IsPinned });
            }

            (part, project, received, id) = (step[^1].Part, step[^1].Project, step[^1].Received, step[^1].Id);
        }
    }

    /// <summary>Ids of events that are gone, as long as they are known.</summary>
    public async IAsyncEnumerable<Exported<ErrorStoreRecord>> Known(string? after)
    {
        var place = ReadPlace(after);
        while (await snapshot.QueryAsync(
            _known, [Parameter.Of(today - 1), .. place.Parameters()], row => (Place: IdPlace.Read(row), IsGone: row.GetBoolean(3))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            // An id may have been noted on two days.
            foreach (var at in step.Where(one => one.IsGone).Select(one => one.Place).Distinct())
            {
                yield return new(at.ToString(), 50, new ErrorStoreRecord.KnownEvent { ProjectId = new ProjectId(at.Project), EventId = new EventId(at.Id) });
            }

            place = step[^1].Place;
        }
    }

    /// <summary>Reads the segments that events lie in; those that the step before has read are taken over.</summary>
    private async ValueTask UnpackAsync(List<Row> events)
    {
        var wanted = events.Select(row => row.Segment).ToHashSet();
        var unpacked = _unpacked.Where(segment => wanted.Contains(segment.Key)).ToDictionary();
        foreach (var some in wanted.Where(segment => !unpacked.ContainsKey(segment)).Chunk(PinStep))
        {
            var read = await snapshot.QueryAsync(
                _segments,
                [Parameter.Of(some.Select(one => one.Part).ToArray()), Parameter.Of(some.Select(one => one.Day).ToArray()), Parameter.Of(some.Select(one => one.Id).ToArray())],
                row => (Key: (row.GetInt16(0), row.GetInt32(1), row.GetInt64(2)), Segment: Unpacked.Read(row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)))).ConfigureAwait(false);
            read.ForEach(one => unpacked[one.Key] = one.Segment);
        }

        _unpacked = unpacked;
    }

    private static IdPlace ReadPlace(string? place) => ExportPlaces.Read(place, 3) is [var part, var project, var id]
        ? new((short)ExportPlaces.Number(part), ExportPlaces.Number(project), ExportPlaces.Guid(id))
        : new(-1, 0, Guid.Empty);

    private readonly record struct IdPlace(short Part, long Project, Guid Id)
    {
        public static IdPlace Read(NpgsqlDataReader row) => new(row.GetInt16(0), row.GetInt64(1), row.GetGuid(2));

        public NpgsqlParameter[] Parameters() => [Parameter.Of(Part), Parameter.Of(Project), Parameter.Of(Id)];

        public override string ToString() => ExportPlaces.Write(ExportPlaces.Text(Part), ExportPlaces.Text(Project), Id.ToString("N"));
    }

    private readonly record struct Row(short Part, long Project, long Received, Guid Id, long SegmentId, short Slot, bool HasPayload, bool IsPinned, bool IsKept)
    {
        public (short Part, int Day, long Id) Segment => (Part, Rows.Hours.DayOf(Received), SegmentId);

        public static Row Read(NpgsqlDataReader row) => new(
            row.GetInt16(0), row.GetInt64(1), row.GetInt64(2), row.GetGuid(3), row.GetInt64(4), row.GetInt16(5), row.GetInt32(6) > 0, row.GetBoolean(7), row.GetBoolean(8));
    }

    private sealed record Unpacked(GroupedEvent[] Facts, ReadOnlyMemory<byte>[] Payloads)
    {
        public static Unpacked Read(byte[] facts, byte[] payloads) => new(SegmentReader.ReadFacts(facts), SegmentReader.ReadPayloads(payloads));
    }
}
