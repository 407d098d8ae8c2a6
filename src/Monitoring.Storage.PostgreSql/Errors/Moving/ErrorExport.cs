using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Makes records of issues, of what their hashes have counted, and of transitions.</summary>
internal sealed class ErrorExport(Database database, Snapshot snapshot, int today)
{
    private const int Step = 500;

    private readonly string _counters = database.Sql("select (select last_value from $.id), (select last from $.outbox where name = 'transitions')");

    private readonly string _projects = database.Sql(
        $"select project_id, last_number from $.project where last_number > 0 and project_id > $1 order by project_id limit {Step}");

    private readonly string _hashes = database.Sql(
        $"""
        select h.part, h.project_id, h.hash, h.hash_id, h.issue_id, h.events, h.first_seen, h.last_seen, h.latest_received, h.latest_event, h.facets, h.users,
          l.level, l.title, l.culprit, l.type, l.platform, l.search_text
        from $.hash h left join $.hash_latest l on l.part = h.part and l.hash_id = h.hash_id
        where h.issue_id is not null and (h.part, h.project_id, h.hash) > ($1, $2, $3) order by h.part, h.project_id, h.hash limit {Step}
        """);

    private readonly string _hours = database.Sql(
        "select t.hash_id, t.hour, t.events from unnest($1::smallint[], $2::bigint[]) as u(part, id) join $.hash_hour t on t.part = u.part and t.hash_id = u.id order by t.hash_id, t.hour");

    private readonly string _issues = database.Sql(
        $"""
        select i.part, i.issue_id, i.project_id, i.number, i.state, i.assignee, i.version, i.merged_into, i.merge_order, i.merged_hashes,
          array(select h.hash from $.hash h where h.part = i.part and h.issue_id = i.issue_id order by h.hash)
        from $.issue i where (i.part, i.issue_id) > ($1, $2) order by i.part, i.issue_id limit {Step}
        """);

    private readonly string _transitions = database.Sql($"select position, body from $.transition where position > $1 order by position limit {Step}");

    public IReadOnlyList<Func<string?, IAsyncEnumerable<Exported<ErrorStoreRecord>>>> Sections
    {
        get
        {
            var events = new EventExport(database, snapshot, today);
            return [Counters, Projects, Hashes, Issues, events.Outlived, events.Kept, events.Known, Transitions];
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Counters(string? after)
    {
        if (after is null)
        {
            var (id, position) = (await snapshot.QueryAsync(_counters, [], row => (row.GetInt64(0), row.GetInt64(1))).ConfigureAwait(false))[0];
            yield return new("0", 100, new ErrorStoreRecord.Counters { LastIssue = (id * Parts.Count) + Parts.Count - 1, LastPosition = position, LastMerge = id });
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Projects(string? after)
    {
        var last = after is null ? 0 : ExportPlaces.Number(after);
        while (await snapshot.QueryAsync(_projects, [Parameter.Of(last)], row => (Id: row.GetInt64(0), Number: row.GetInt64(1))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var (id, number) in step)
            {
                yield return new(ExportPlaces.Text(id), 100, new ErrorStoreRecord.Project { ProjectId = new ProjectId(id), LastNumber = number });
            }

            last = step[^1].Id;
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Hashes(string? after)
    {
        var place = ExportPlaces.Read(after, 3) is [var part, var project, var hash]
            ? ((short)ExportPlaces.Number(part), ExportPlaces.Number(project), ExportPlaces.Guid(hash))
            : ((short)-1, 0L, Guid.Empty);
        while (await snapshot.QueryAsync(_hashes, [Parameter.Of(place.Item1), Parameter.Of(place.Item2), Parameter.Of(place.Item3)], ReadHash).ConfigureAwait(false) is { Count: > 0 } step)
        {
            var hours = (await snapshot.QueryAsync(
                _hours,
                [Parameter.Of(step.Select(one => one.Place.Part).ToArray()), Parameter.Of(step.Select(one => one.Id).ToArray())],
                row => (Id: row.GetInt64(0), Point: Hour(row.GetInt32(1), row.GetInt64(2)))).ConfigureAwait(false)).ToLookup(row => row.Id, row => row.Point);
            foreach (var (at, id, bytes, found) in step)
            {
                var record = found.Counts is { } counts ? found with { Counts = counts with { Hours = [.. hours[id]] } } : found;
                yield return new(ExportPlaces.Write(ExportPlaces.Text(at.Part), ExportPlaces.Text(at.Project), at.Hash.ToString("N")), bytes, record);
            }

            place = step[^1].Place;
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Issues(string? after)
    {
        var place = ExportPlaces.Read(after, 2) is [var part, var id] ? ((short)ExportPlaces.Number(part), ExportPlaces.Number(id)) : ((short)-1, 0L);
        while (await snapshot.QueryAsync(_issues, [Parameter.Of(place.Item1), Parameter.Of(place.Item2)], row => (Part: row.GetInt16(0), Issue: ReadIssue(row))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var (at, issue) in step)
            {
                yield return new(ExportPlaces.Write(ExportPlaces.Text(at), ExportPlaces.Text(issue.Id.Value)), 300 + (issue.Hashes.Length * 16), issue);
            }

            place = (step[^1].Part, step[^1].Issue.Id.Value);
        }
    }

    private async IAsyncEnumerable<Exported<ErrorStoreRecord>> Transitions(string? after)
    {
        var last = after is null ? 0 : ExportPlaces.Number(after);
        while (await snapshot.QueryAsync(
            _transitions, [Parameter.Of(last)], row => Totals.ReadTransition(row.GetFieldValue<byte[]>(1), row.GetInt64(0))).ConfigureAwait(false) is { Count: > 0 } step)
        {
            foreach (var told in step)
            {
                yield return new(ExportPlaces.Text(told.Position), 500, new ErrorStoreRecord.Transition { Told = told });
            }

            last = step[^1].Position;
        }
    }

    private static SeriesPoint Hour(int hour, long events) => new() { Start = new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero), Count = events };

    private static ((short Part, long Project, Guid Hash) Place, long Id, long Bytes, ErrorStoreRecord.Hash Hash) ReadHash(NpgsqlDataReader row)
    {
        var (facets, users) = (row.GetFieldValue<byte[]>(10), row.GetFieldValue<byte[]>(11));
        var hash = new ErrorStoreRecord.Hash
        {
            ProjectId = new ProjectId(row.GetInt64(1)),
            Value = row.GetGuid(2).ToHash(),
            IssueId = new IssueId(row.GetInt64(4)),
            Counts = row.GetInt64(5) == 0 ? null : FacetRecords.With(
                Totals.ReadFacets(facets),
                new HashCounts
                {
                    Events = row.GetInt64(5),
                    FirstSeen = new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero),
                    LastSeen = new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
                    Latest = ReadLatest(row),
                    Users = Totals.ReadUsers(users).ToBytes(),
                    Hours = [],
                    Environments = [],
                    Services = [],
                    Releases = [],
                    Tags = [],
                }),
        };
        return ((row.GetInt16(0), row.GetInt64(1), row.GetGuid(2)), row.GetInt64(3), 500 + (4 * facets.Length) + users.Length, hash);
    }

    private static LatestOfHash ReadLatest(NpgsqlDataReader row) => new()
    {
        ReceivedAt = new DateTimeOffset(row.GetInt64(8), TimeSpan.Zero),
        EventId = new EventId(row.GetGuid(9)),
        Level = (ErrorLevel)row.GetInt16(12),
        Title = PgText.Unescape(row.GetString(13)),
        Culprit = PgText.Unescape(row.GetString(14)),
        Type = PgText.Unescape(row.GetString(15)),
        Platform = PgText.Unescape(row.GetString(16)),
        SearchText = PgText.Unescape(row.GetString(17)),
    };

    private static ErrorStoreRecord.Issue ReadIssue(NpgsqlDataReader row) => new()
    {
        Id = new IssueId(row.GetInt64(1)),
        ProjectId = new ProjectId(row.GetInt64(2)),
        Number = row.GetInt64(3),
        State = Totals.ReadState(row.GetFieldValue<byte[]>(4)),
        Assignee = row.IsDBNull(5) ? null : PgText.Unescape(row.GetString(5)),
        Version = row.GetInt64(6),
        MergedInto = row.IsDBNull(7) ? null : new IssueId(row.GetInt64(7)),
        MergeOrder = row.IsDBNull(8) ? 0 : row.GetInt64(8),
        Hashes = row.IsDBNull(7) ? [.. row.GetFieldValue<Guid[]>(10).Select(hash => hash.ToHash())] : Totals.ReadHashes(row.GetFieldValue<byte[]>(9)),
    };
}
