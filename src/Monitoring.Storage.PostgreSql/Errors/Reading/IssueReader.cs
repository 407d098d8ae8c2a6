using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>Reads issues as they are shown, and what their hashes have counted.</summary>
internal sealed class IssueReader(Database database)
{
    /// <summary>The columns of an issue <c>i</c> with its counts <c>c</c>, as <see cref="Read"/> takes them.</summary>
    public const string Columns =
        """
        i.issue_id, i.project_id, i.number, i.title, i.culprit, i.type, i.level, i.platform, i.search_text, i.state, i.assignee, c.events, c.users, i.first_seen, c.last_seen,
        i.environments, i.services, i.releases, array(select h.hash from $.hash h where h.part = i.part and h.issue_id = i.issue_id order by h.hash), i.version
        """;

    private readonly string _find = database.Sql(
        $"""
        with recursive r(part, issue_id, merged_into) as (
          select part, issue_id, merged_into from $.issue
          where part = coalesce((select m.part from $.moved_issue m where m.issue_id = $2), $1) and issue_id = $2
          union all select i.part, i.issue_id, i.merged_into from r join $.issue i on i.part = r.part and i.issue_id = r.merged_into)
        select {Columns} from r join $.issue i using (part, issue_id) join $.issue_count c using (part, issue_id) where r.merged_into is null
        """);

    private readonly string _byNumber = database.Sql("select issue_id from $.issue where part = $1 and project_id = $2 and number = $3");

    private readonly string _byHash = database.Sql("select issue_id from $.hash where part = $1 and project_id = $2 and hash = $3 and issue_id is not null");

    private readonly string _hours = database.Sql(
        """
        select (t.hour / $3)::int, sum(t.events)::bigint from $.hash h join $.hash_hour t on t.part = h.part and t.hash_id = h.hash_id
        where h.part = $1 and h.issue_id = $2 and t.hour >= $4 and t.hour < $5 group by 1
        """);

    private readonly string _facets = database.Sql("select h.issue_id, h.facets from unnest($2::bigint[]) as u(id) join $.hash h on h.part = $1 and h.issue_id = u.id where h.facets <> ''");

    private readonly string _hashes = database.Sql("select hash_id from $.hash where part = $1 and issue_id = $2");

    /// <summary>An issue, or the one that it went into.</summary>
    public async ValueTask<IssueRow?> FindAsync(NpgsqlConnection connection, IssueId id, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(_find, [Parameter.Of(Parts.Of(id)), Parameter.Of(id.Value)], Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public async ValueTask<IssueRow?> FindByNumberAsync(NpgsqlConnection connection, ProjectId project, long number, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync(
            _byNumber, [Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value), Parameter.Of(number)], row => new IssueId(row.GetInt64(0)), cancellationToken).ConfigureAwait(false);
        return found is [var id] ? await FindAsync(connection, id, cancellationToken).ConfigureAwait(false) : null;
    }

    public async ValueTask<IssueRow?> FindByHashAsync(NpgsqlConnection connection, ProjectId project, GroupingHash hash, CancellationToken cancellationToken)
    {
        var found = await connection.QueryAsync(
            _byHash, [Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value), Parameter.Of(hash.ToGuid())], row => new IssueId(row.GetInt64(0)), cancellationToken).ConfigureAwait(false);
        return found is [var id] ? await FindAsync(connection, id, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>The rows of the hashes of an issue that is no merged one.</summary>
    public async ValueTask<long[]> HashesAsync(NpgsqlConnection connection, IssueRow issue, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync(_hashes, [Parameter.Of(Parts.Of(issue.ProjectId)), Parameter.Of(issue.Id.Value)], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false)];

    /// <summary>The events of an issue by stretches of so many hours.</summary>
    /// <param name="connection">A connection.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="length">How many hours a stretch has.</param>
    /// <param name="first">The first hour.</param>
    /// <param name="end">The hour after the last.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<Dictionary<int, long>> HoursAsync(NpgsqlConnection connection, IssueRow issue, int length, int first, int end, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            _hours,
            [Parameter.Of(Parts.Of(issue.ProjectId)), Parameter.Of(issue.Id.Value), Parameter.Of(length), Parameter.Of(first), Parameter.Of(end)],
            row => (Stretch: row.GetInt32(0), Events: row.GetInt64(1)),
            cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Stretch, row => row.Events);

    /// <summary>The facets of the hashes of issues of one part.</summary>
    public async ValueTask<ILookup<IssueId, HashFacets>> FacetsAsync(NpgsqlConnection connection, short part, IEnumerable<IssueId> issues, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            _facets,
            [Parameter.Of(part), Parameter.Of(issues.Select(id => id.Value).ToArray())],
            row => (Issue: new IssueId(row.GetInt64(0)), Facets: Totals.ReadFacets(row.GetFieldValue<byte[]>(1))),
            cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Issue, row => row.Facets);

    public static IssueRow Read(NpgsqlDataReader row) => new()
    {
        Id = new IssueId(row.GetInt64(0)),
        ProjectId = new ProjectId(row.GetInt64(1)),
        Number = row.GetInt64(2),
        Title = PgText.Unescape(row.GetString(3)),
        Culprit = PgText.Unescape(row.GetString(4)),
        Type = PgText.Unescape(row.GetString(5)),
        Level = (ErrorLevel)row.GetInt16(6),
        Platform = PgText.Unescape(row.GetString(7)),
        SearchText = PgText.Unescape(row.GetString(8)),
        State = Totals.ReadState(row.GetFieldValue<byte[]>(9)),
        Assignee = row.IsDBNull(10) ? null : PgText.Unescape(row.GetString(10)),
        Count = row.GetInt64(11),
        UserCount = row.GetInt64(12),
        FirstSeen = new DateTimeOffset(row.GetInt64(13), TimeSpan.Zero),
        LastSeen = new DateTimeOffset(row.GetInt64(14), TimeSpan.Zero),
        Environments = [.. PlacesReader.Texts(row, 15)],
        Services = [.. PlacesReader.Texts(row, 16)],
        Releases = [.. PlacesReader.Texts(row, 17)],
        Hashes = [.. row.GetFieldValue<Guid[]>(18).Select(hash => hash.ToHash())],
        Version = row.GetInt64(19),
    };
}
