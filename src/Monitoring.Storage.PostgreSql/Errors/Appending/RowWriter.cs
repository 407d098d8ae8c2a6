using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>Adds the statements that write what a batch has changed. The rows are locked, so that what is written are sums and no differences.</summary>
internal sealed class RowWriter(Database database)
{
    private readonly string _segments = database.Sql(
        """
        insert into $.segment (part, day, segment_id, project_id, payload_bytes, facts, payloads)
        select * from unnest($1::smallint[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bytea[])
        """);

    private readonly string _events = database.Sql(
        """
        insert into $.event (part, hash_id, received, event_id, project_id, environment, segment_id, slot, payload_bytes)
        select * from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::uuid[], $5::bigint[], $6::int[], $7::bigint[], $8::smallint[], $9::int[])
        """);

    private readonly string _hashes = database.Sql(
        """
        update $.hash h set issue_id = u.issue_id, token = $11, events = u.events, first_seen = u.first_seen, last_seen = u.last_seen,
          latest_received = u.latest_received, latest_event = u.latest_event, texts = u.texts, facets = coalesce(u.facets, h.facets), users = coalesce(u.users, h.users)
        from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::uuid[], $9::bigint[], $10::bytea[], $12::bytea[])
          as u(part, hash_id, issue_id, events, first_seen, last_seen, latest_received, latest_event, texts, facets, users)
        where h.part = u.part and h.hash_id = u.hash_id
        """);

    private readonly string _latest = database.Sql(
        """
        insert into $.hash_latest (part, hash_id, level, title, culprit, type, platform, search_text)
        select * from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        on conflict (part, hash_id) do update set level = excluded.level, title = excluded.title, culprit = excluded.culprit, type = excluded.type,
          platform = excluded.platform, search_text = excluded.search_text
        """);

    private readonly string _hours = database.Sql(
        """
        insert into $.hash_hour (part, hash_id, hour, events) select * from unnest($1::smallint[], $2::bigint[], $3::int[], $4::bigint[])
        on conflict (part, hash_id, hour) do update set events = hash_hour.events + excluded.events
        """);

    // Of a hash nobody else adds terms meanwhile, as its row is locked; so there is nothing to be in conflict with but what is there already.
    private readonly string _terms = database.Sql(
        """
        insert into $.hash_term (part, project_id, term, hash_id)
        select * from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[]) as u(part, project_id, term, hash_id)
        where not exists (select from $.hash_term t where t.part = u.part and t.project_id = u.project_id and t.term = u.term and t.hash_id = u.hash_id)
        """);

    private readonly string _numbers = database.Sql(
        """
        insert into $.project as p (part, project_id, last_number) select * from unnest($1::smallint[], $2::bigint[], $3::bigint[]) order by 1, 2
        on conflict (part, project_id) do update set last_number = p.last_number + excluded.last_number returning project_id, last_number
        """);

    private readonly string _ids = database.Sql("select nextval('$.id') from generate_series(1, $1)");

    /// <summary>Adds the statement that draws ids.</summary>
    public void DrawIds(NpgsqlBatch batch, int count) => batch.Add(_ids, Parameter.Of(count));

    public void Segments(NpgsqlBatch batch, IReadOnlyList<PackedSegment> segments) => batch.Add(
        _segments,
        Parameter.Of(segments.Select(segment => segment.Part).ToArray()),
        Parameter.Of(segments.Select(segment => segment.Day).ToArray()),
        Parameter.Of(segments.Select(segment => segment.Id).ToArray()),
        Parameter.Of(segments.Select(segment => segment.Project.Value).ToArray()),
        Parameter.Of(segments.Select(segment => segment.PayloadBytes).ToArray()),
        Parameter.Of(segments.Select(segment => segment.Facts).ToArray()),
        Parameter.Of(segments.Select(segment => segment.Payloads).ToArray()));

    /// <summary>Gives new issues their ids and numbers.</summary>
    public async ValueTask NumberAsync(NpgsqlConnection connection, IReadOnlyList<IssueHead> opened, CancellationToken cancellationToken)
    {
        var projects = opened.CountBy(issue => issue.Project).ToList();
        var ids = await connection.QueryAsync(_ids, [Parameter.Of(opened.Count)], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        var last = await connection.QueryAsync(
            _numbers,
            [
                Parameter.Of(projects.Select(project => Parts.Of(project.Key)).ToArray()),
                Parameter.Of(projects.Select(project => project.Key.Value).ToArray()),
                Parameter.Of(projects.Select(project => (long)project.Value).ToArray()),
            ],
            row => (Project: new ProjectId(row.GetInt64(0)), Number: row.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
        var next = last.ToDictionary(project => project.Project, project => project.Number - projects.Single(one => one.Key == project.Project).Value);
        foreach (var (issue, id) in opened.Zip(ids))
        {
            issue.Id = Parts.Issue(id, issue.Part);
            issue.Number = ++next[issue.Project];
        }
    }

    /// <param name="batch">Where to.</param>
    /// <param name="hashes">The ids of the rows of hashes.</param>
    /// <param name="segments">The events, in their segments.</param>
    public void Events(NpgsqlBatch batch, IReadOnlyDictionary<(ProjectId Project, GroupingHash Hash), long> hashes, IReadOnlyList<PackedSegment> segments)
    {
        var events = segments.SelectMany(segment => segment.Events.Select((kept, slot) => (Segment: segment, Slot: (short)slot, Event: kept))).ToList();
        batch.Add(
            _events,
            Parameter.Of(events.Select(one => one.Segment.Part).ToArray()),
            Parameter.Of(events.Select(one => hashes[(one.Event.ProjectId, one.Event.Hashes[0])]).ToArray()),
            Parameter.Of(events.Select(one => one.Event.ReceivedAt.UtcTicks).ToArray()),
            Parameter.Of(events.Select(one => one.Event.EventId.Value).ToArray()),
            Parameter.Of(events.Select(one => one.Event.ProjectId.Value).ToArray()),
            Parameter.Of(events.Select(one => EventRows.Environment(one.Event.Environment)).ToArray()),
            Parameter.Of(events.Select(one => one.Segment.Id).ToArray()),
            Parameter.Of(events.Select(one => one.Slot).ToArray()),
            Parameter.Of(events.Select(one => one.Event.Payload.Length).ToArray()));
    }

    public void Hashes(NpgsqlBatch batch, AppendRows rows, long token)
    {
        var changed = rows.Hashes.Values.Where(hash => hash.IsCounted || hash.HasNewOwner).OrderBy(hash => hash.Part).ThenBy(hash => hash.Id).ToList();
        var texts = changed.Select(hash => hash.Latest is { } latest ? EventRows.Texts(latest) : hash.Texts).ToArray();
        batch.Add(
            _hashes,
            Parameter.Of(changed.Select(hash => hash.Part).ToArray()),
            Parameter.Of(changed.Select(hash => hash.Id).ToArray()),
            Parameter.Of(changed.Select(hash => hash.Owner!.Id.Value).ToArray()),
            Parameter.Of(changed.Select(hash => hash.Events).ToArray()),
            Parameter.Of(changed.Select(hash => hash.FirstSeen).ToArray()),
            Parameter.Of(changed.Select(hash => hash.LastSeen).ToArray()),
            Parameter.Of(changed.Select(hash => hash.LatestReceived).ToArray()),
            Parameter.Of(changed.Select(hash => hash.LatestEvent.Value).ToArray()),
            Parameter.Of(texts),
            Parameter.Of(changed.Select(hash => hash.IsCounted ? Totals.Write(hash.Facets!) : null).ToArray()),
            Parameter.Of(token),
            Parameter.Of(changed.Select(hash => hash.HasNewUsers ? hash.Users!.ToBytes() : null).ToArray()));
        Latest(batch, [.. changed.Where((hash, i) => hash.Latest is not null && texts[i] != hash.Texts)]);
        HoursAndTerms(batch, changed);
    }

    private void Latest(NpgsqlBatch batch, IReadOnlyList<HashRow> hashes)
    {
        if (hashes.Count > 0)
        {
            batch.Add(
                _latest,
                Parameter.Of(hashes.Select(hash => hash.Part).ToArray()),
                Parameter.Of(hashes.Select(hash => hash.Id).ToArray()),
                Parameter.Of(hashes.Select(hash => (short)hash.Latest!.Level).ToArray()),
                Parameter.Of(hashes.Select(hash => PgText.Escape(hash.Latest!.Title)).ToArray()),
                Parameter.Of(hashes.Select(hash => PgText.Escape(hash.Latest!.Culprit)).ToArray()),
                Parameter.Of(hashes.Select(hash => PgText.Escape(hash.Latest!.Type)).ToArray()),
                Parameter.Of(hashes.Select(hash => PgText.Escape(hash.Latest!.Platform)).ToArray()),
                Parameter.Of(hashes.Select(hash => PgText.Escape(hash.Latest!.SearchText)).ToArray()));
        }
    }

    private void HoursAndTerms(NpgsqlBatch batch, IReadOnlyList<HashRow> changed)
    {
        var hours = changed.SelectMany(hash => hash.NewHours.OrderBy(hour => hour.Key), (hash, hour) => (hash.Part, hash.Id, Hour: hour.Key, Events: hour.Value)).ToList();
        if (hours.Count > 0)
        {
            batch.Add(
                _hours,
                Parameter.Of(hours.Select(hour => hour.Part).ToArray()),
                Parameter.Of(hours.Select(hour => hour.Id).ToArray()),
                Parameter.Of(hours.Select(hour => hour.Hour).ToArray()),
                Parameter.Of(hours.Select(hour => hour.Events).ToArray()));
        }

        var terms = changed.SelectMany(hash => hash.NewTerms.Distinct(), (hash, term) => (hash.Part, hash.Project, Term: term, hash.Id)).ToList();
        if (terms.Count > 0)
        {
            batch.Add(
                _terms,
                Parameter.Of(terms.Select(term => term.Part).ToArray()),
                Parameter.Of(terms.Select(term => term.Project.Value).ToArray()),
                Parameter.Of(terms.Select(term => term.Term).ToArray()),
                Parameter.Of(terms.Select(term => term.Id).ToArray()));
        }
    }
}
