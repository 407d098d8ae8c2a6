using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>Sums up the hashes of an issue anew, once it has gained or lost some.</summary>
internal sealed class IssueSums(Database database)
{
    private readonly string _hashes = database.Sql(
        """
        select h.hash, h.hash_id, h.events, h.first_seen, h.last_seen, h.latest_received, h.latest_event, h.texts, h.facets, h.users, l.title, l.culprit, l.type, l.search_text
        from $.hash h left join $.hash_latest l on l.part = h.part and l.hash_id = h.hash_id where h.part = $1 and h.issue_id = $2 order by h.hash
        """);

    private readonly string _latest = database.Sql(
        """
        update $.issue i set first_seen = $3, environments = $4, services = $5, releases = $6,
          level = l.level, title = l.title, culprit = l.culprit, type = l.type, platform = l.platform, search_text = l.search_text, grams = $8
        from $.hash_latest l where i.part = $1 and i.issue_id = $2 and l.part = $1 and l.hash_id = $7
        """);

    private readonly string _counts = database.Sql(
        """
        insert into $.issue_count (part, issue_id, project_id, hashes, events, users, last_seen, latest_received, latest_event, texts) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (part, issue_id) do update set hashes = excluded.hashes, events = excluded.events, users = excluded.users, last_seen = excluded.last_seen,
          latest_received = excluded.latest_received, latest_event = excluded.latest_event, texts = excluded.texts
        """);

    /// <summary>The hashes of an issue, in order.</summary>
    public ValueTask<List<HashSum>> ReadAsync(NpgsqlConnection connection, ProjectId project, IssueId issue, CancellationToken cancellationToken) => connection.QueryAsync(
        _hashes,
        [Parameter.Of(Parts.Of(project)), Parameter.Of(issue.Value)],
        row => new HashSum
        {
            Hash = row.GetGuid(0).ToHash(),
            Id = row.GetInt64(1),
            Events = row.GetInt64(2),
            FirstSeen = row.GetInt64(3),
            LastSeen = row.GetInt64(4),
            LatestReceived = row.GetInt64(5),
            LatestEvent = new EventId(row.GetGuid(6)),
            Texts = row.GetInt64(7),
            Facets = Totals.ReadFacets(row.GetFieldValue<byte[]>(8)),
            Users = Totals.ReadUsers(row.GetFieldValue<byte[]>(9)),
            Searched = row.IsDBNull(10) ? [] : [.. Enumerable.Range(10, 4).Select(column => PgText.Unescape(row.GetString(column)))],
        },
        cancellationToken);

    /// <summary>Writes the sums of hashes into the rows of their issue.</summary>
    public async ValueTask WriteAsync(NpgsqlConnection connection, ProjectId project, IssueId issue, IReadOnlyList<HashSum> hashes, CancellationToken cancellationToken)
    {
        var counted = hashes.Where(hash => hash.Events > 0).ToList();
        var latest = counted.MaxBy(hash => (hash.LatestReceived, hash.LatestEvent))!;
        var places = Places.None.With([.. counted.Select(hash => hash.Facets)]);
        await using var statements = new NpgsqlBatch(connection);
        statements.Add(
            _latest,
            Parameter.Of(Parts.Of(project)),
            Parameter.Of(issue.Value),
            Parameter.Of(counted.Min(hash => hash.FirstSeen)),
            Parameter.Of(places.Environments.Select(PgText.Escape).ToArray()),
            Parameter.Of(places.Services.Select(PgText.Escape).ToArray()),
            Parameter.Of(places.Releases.Select(PgText.Escape).ToArray()),
            Parameter.Of(latest.Id),
            Parameter.Of(Grams.Of(latest.Searched)));
        statements.Add(
            _counts,
            Parameter.Of(Parts.Of(project)),
            Parameter.Of(issue.Value),
            Parameter.Of(project.Value),
            Parameter.Of(hashes.Count),
            Parameter.Of(counted.Sum(hash => hash.Events)),
            Parameter.Of(CountUsers(counted)),
            Parameter.Of(counted.Max(hash => hash.LastSeen)),
            Parameter.Of(latest.LatestReceived),
            Parameter.Of(latest.LatestEvent.Value),
            Parameter.Of(latest.Texts));
        await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static long CountUsers(IEnumerable<HashSum> hashes)
    {
        var users = new DistinctSketch();
        foreach (var hash in hashes)
        {
            users.Merge(hash.Users);
        }

        return users.Count();
    }
}
