using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Rows;

/// <summary>Adds the statements that write issues and what is told of them.</summary>
internal sealed class IssueWriter(Database database)
{
    private readonly string _open = database.Sql(
        $"""
        insert into $.issue (part, issue_id, project_id, number, version, status, state, first_seen, level, title, culprit, type, platform, search_text, environments, services, releases, grams)
        select part, issue_id, project_id, number, version, status, state, first_seen, level, title, culprit, type, platform, search_text,
          {PgText.Split("environments")}, {PgText.Split("services")}, {PgText.Split("releases")}, grams::int[]
        from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::smallint[], $7::bytea[], $8::bigint[], $9::smallint[],
          $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
          as u(part, issue_id, project_id, number, version, status, state, first_seen, level, title, culprit, type, platform, search_text, environments, services, releases, grams)
        """);

    private readonly string _change = database.Sql(
        """
        update $.issue i set version = u.version, status = u.status, state = u.state, first_seen = u.first_seen
        from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bytea[], $6::bigint[]) as u(part, issue_id, version, status, state, first_seen)
        where i.part = u.part and i.issue_id = u.issue_id
        """);

    private readonly string _texts = database.Sql(
        """
        update $.issue i set level = u.level, title = u.title, culprit = u.culprit, type = u.type, platform = u.platform, search_text = u.search_text, grams = u.grams::int[]
        from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
          as u(part, issue_id, level, title, culprit, type, platform, search_text, grams)
        where i.part = u.part and i.issue_id = u.issue_id
        """);

    private readonly string _places = database.Sql(
        $"""
        update $.issue i set environments = {PgText.Split("u.environments")}, services = {PgText.Split("u.services")}, releases = {PgText.Split("u.releases")}
        from unnest($1::smallint[], $2::bigint[], $3::text[], $4::text[], $5::text[]) as u(part, issue_id, environments, services, releases)
        where i.part = u.part and i.issue_id = u.issue_id
        """);

    private readonly string _counts = database.Sql(
        """
        insert into $.issue_count (part, issue_id, project_id, hashes, events, users, last_seen, latest_received, latest_event, texts)
        select * from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::uuid[], $10::bigint[])
        on conflict (part, issue_id) do update set hashes = excluded.hashes, events = excluded.events, users = excluded.users, last_seen = excluded.last_seen,
          latest_received = excluded.latest_received, latest_event = excluded.latest_event, texts = excluded.texts
        """);

    private readonly string _tell = database.Sql(
        """
        with o as (update $.outbox set last = last + $2 where name = 'transitions' returning last - $2 as first)
        insert into $.transition (position, body) select o.first + u.place, u.body from o, unnest($1::bytea[]) with ordinality as u(body, place)
        """);

    /// <summary>Adds the statement that writes what others must hear of: the last one before the commit, as it lets one transaction pass after the other.</summary>
    public void Tell(NpgsqlBatch batch, IReadOnlyList<IssueTransition> transitions)
    {
        if (transitions.Count > 0)
        {
            batch.Add(_tell, Parameter.Of(transitions.Select(Totals.Write).ToArray()), Parameter.Of((long)transitions.Count));
        }
    }

    /// <summary>Adds the statements for issues that events were counted in, or that changed.</summary>
    /// <param name="batch">Where to.</param>
    /// <param name="issues">The issues.</param>
    /// <param name="places">The places of those that were seen somewhere new.</param>
    public void Write(NpgsqlBatch batch, IReadOnlyList<IssueHead> issues, IReadOnlyDictionary<IssueHead, Places> places)
    {
        Open(batch, [.. issues.Where(issue => issue.IsNew)], places);
        Change(batch, [.. issues.Where(issue => issue is { IsNew: false, IsChanged: true })]);
        Texts(batch, [.. issues.Where(issue => issue is { IsNew: false, Latest: { } latest } && EventRows.Texts(latest) != issue.Texts)]);
        WritePlaces(batch, [.. issues.Where(issue => !issue.IsNew && places.ContainsKey(issue))], places);
        Counts(batch, issues);
    }

    private void Open(NpgsqlBatch batch, IReadOnlyList<IssueHead> issues, IReadOnlyDictionary<IssueHead, Places> places)
    {
        if (issues.Count == 0)
        {
            return;
        }

        batch.Add(
            _open,
            Parameter.Of(issues.Select(issue => issue.Part).ToArray()),
            Parameter.Of(issues.Select(issue => issue.Id.Value).ToArray()),
            Parameter.Of(issues.Select(issue => issue.Project.Value).ToArray()),
            Parameter.Of(issues.Select(issue => issue.Number).ToArray()),
            Parameter.Of(issues.Select(issue => issue.Version).ToArray()),
            Parameter.Of(issues.Select(issue => (short)issue.State.Status).ToArray()),
            Parameter.Of(issues.Select(issue => Totals.Write(issue.State)).ToArray()),
            Parameter.Of(issues.Select(issue => issue.FirstSeen).ToArray()),
            Parameter.Of(issues.Select(issue => (short)issue.Level).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Escape(issue.Title)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.Culprit)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.Type)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.Platform)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.SearchText)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Join(places[issue].Environments)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Join(places[issue].Services)).ToArray()),
            Parameter.Of(issues.Select(issue => PgText.Join(places[issue].Releases)).ToArray()),
            Parameter.Of(issues.Select(GramsOf).ToArray()));
    }

    private void Change(NpgsqlBatch batch, IReadOnlyList<IssueHead> issues)
    {
        if (issues.Count > 0)
        {
            batch.Add(
                _change,
                Parameter.Of(issues.Select(issue => issue.Part).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Id.Value).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Version).ToArray()),
                Parameter.Of(issues.Select(issue => (short)issue.State.Status).ToArray()),
                Parameter.Of(issues.Select(issue => Totals.Write(issue.State)).ToArray()),
                Parameter.Of(issues.Select(issue => issue.FirstSeen).ToArray()));
        }
    }

    private void Texts(NpgsqlBatch batch, IReadOnlyList<IssueHead> issues)
    {
        if (issues.Count > 0)
        {
            batch.Add(
                _texts,
                Parameter.Of(issues.Select(issue => issue.Part).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Id.Value).ToArray()),
                Parameter.Of(issues.Select(issue => (short)issue.Level).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Escape(issue.Title)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.Culprit)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.Type)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.Platform)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Escape(issue.Latest!.SearchText)).ToArray()),
                Parameter.Of(issues.Select(GramsOf).ToArray()));
        }
    }

    private static string GramsOf(IssueHead issue) => $"{{{string.Join(',', Grams.Of(issue.Title, issue.Latest!.Culprit, issue.Latest.Type, issue.Latest.SearchText))}}}";

    private void WritePlaces(NpgsqlBatch batch, IReadOnlyList<IssueHead> issues, IReadOnlyDictionary<IssueHead, Places> places)
    {
        if (issues.Count > 0)
        {
            batch.Add(
                _places,
                Parameter.Of(issues.Select(issue => issue.Part).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Id.Value).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Join(places[issue].Environments)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Join(places[issue].Services)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.Join(places[issue].Releases)).ToArray()));
        }
    }

    private void Counts(NpgsqlBatch batch, IReadOnlyList<IssueHead> issues)
    {
        if (issues.Count == 0)
        {
            return;
        }

        var ordered = issues.OrderBy(issue => issue.Part).ThenBy(issue => issue.Id).ToList();
        batch.Add(
            _counts,
            Parameter.Of(ordered.Select(issue => issue.Part).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.Id.Value).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.Project.Value).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.Hashes).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.Events).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.Users).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.LastSeen).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.LatestReceived).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.LatestEvent.Value).ToArray()),
            Parameter.Of(ordered.Select(issue => issue.Latest is { } latest ? EventRows.Texts(latest) : issue.Texts).ToArray()));
    }
}
