using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>
/// Locks and reads the rows that a batch is about. The order is the same for all: projects against those who merge and delete, then hashes in the order of their keys, then
/// issues in the order of theirs; so nobody waits in a circle.
/// </summary>
internal sealed class RowLocks(Database database)
{
    private const string Keys = "unnest($1::smallint[], $2::bigint[], $3::uuid[]) as u(part, project_id, hash)";
    private const string Ids = "unnest($1::smallint[], $2::bigint[]) as u(part, id)";

    private readonly string _addHashes = database.Sql(
        $"insert into $.hash (part, project_id, hash, hash_id) select u.part, u.project_id, u.hash, nextval('$.id') from {Keys} order by 1, 2, 3 on conflict do nothing");

    private readonly string _readIds = database.Sql(
        $"select h.project_id, h.hash, h.hash_id from {Keys} join $.hash h on h.part = u.part and h.project_id = u.project_id and h.hash = u.hash");

    private readonly string _lockHashes = database.Sql(
        $"""
        select h.project_id, h.hash, h.hash_id, h.issue_id, h.token, h.events, h.first_seen, h.last_seen, h.latest_received, h.latest_event, h.texts
        from {Keys} join $.hash h on h.part = u.part and h.project_id = u.project_id and h.hash = u.hash
        order by h.part, h.project_id, h.hash for update of h
        """);

    private readonly string _lockIssues = database.Sql(
        $"""
        select c.issue_id, c.hashes, c.events, c.users, c.last_seen, c.latest_received, c.latest_event, c.texts from $.issue_count c
        where (c.part, c.issue_id) in (select h.part, h.issue_id from {Keys} join $.hash h on h.part = u.part and h.project_id = u.project_id and h.hash = u.hash)
        order by c.part, c.issue_id for update
        """);

    // By itself and after the lock: the statement that waits for a lock sees other tables as they were when it began.
    private readonly string _readIssues = database.Sql(
        $"""
        select i.issue_id, i.project_id, i.number, i.version, i.state, i.assignee, i.level, i.title, i.first_seen from $.issue i
        where (i.part, i.issue_id) in (select h.part, h.issue_id from {Keys} join $.hash h on h.part = u.part and h.project_id = u.project_id and h.hash = u.hash)
        """);

    private readonly string _readTotals = database.Sql($"select h.hash_id, h.facets, h.users from {Ids} join $.hash h on h.part = u.part and h.hash_id = u.id");

    private readonly string _readOtherUsers = database.Sql(
        $"select h.issue_id, h.users from {Ids} join $.hash h on h.part = u.part and h.issue_id = u.id where h.hash_id <> all ($3) and h.users <> ''");

    private readonly string _readHours = database.Sql(
        """
        select h.issue_id, t.hour, sum(t.events)::bigint
        from unnest($1::smallint[], $2::bigint[], $3::int[], $4::int[], $5::bigint[]) as u(part, id, first, last, least)
        join $.hash h on h.part = u.part and h.issue_id = u.id
        join $.hash_hour t on t.part = h.part and t.hash_id = h.hash_id and t.hour between u.first - 168 and u.last
        where u.least <= (
          select coalesce(max(s.events), 0) from (
            select sum(b.events) as events from $.hash a join $.hash_hour b on b.part = a.part and b.hash_id = a.hash_id
            where a.part = u.part and a.issue_id = u.id and b.hour between u.first and u.last group by b.hour) s)
        group by 1, 2
        """);

    private readonly string _lockProjects = database.Sql("select pg_advisory_xact_lock_shared(u.key) from (select key from unnest($1::bigint[]) as k(key) order by key) u");

    /// <summary>Adds the statement that keeps those out who merge, separate or delete issues of the projects.</summary>
    public void LockProjects(NpgsqlBatch batch, IEnumerable<ProjectId> projects) =>
        batch.Add(_lockProjects, Parameter.Of(projects.Distinct().Select(project => ProjectLock.Key(database, project)).Order().ToArray()));

    /// <summary>Adds the statements that make rows of hashes that have none yet, and answer with the ids of them all.</summary>
    public void AddHashes(NpgsqlBatch batch, IReadOnlyCollection<(ProjectId Project, GroupingHash Hash)> hashes)
    {
        batch.Add(_addHashes, Named(hashes));
        batch.Add(_readIds, Named(hashes));
    }

    public static ((ProjectId Project, GroupingHash Hash) Hash, long Id) ReadId(NpgsqlDataReader row) => ((new ProjectId(row.GetInt64(0)), row.GetGuid(1).ToHash()), row.GetInt64(2));

    /// <summary>Adds the statements that lock and read hashes and their issues.</summary>
    public void LockRows(NpgsqlBatch batch, IReadOnlyCollection<(ProjectId Project, GroupingHash Hash)> hashes)
    {
        batch.Add(_lockHashes, Named(hashes));
        batch.Add(_lockIssues, Named(hashes));
        batch.Add(_readIssues, Named(hashes));
    }

    /// <summary>Reads what <see cref="LockRows"/> asked for.</summary>
    public static async ValueTask<AppendRows> ReadRowsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new AppendRows();
        foreach (var hash in await reader.ReadAllAsync(ReadHash, cancellationToken).ConfigureAwait(false))
        {
            rows.Hashes.Add((hash.Project, hash.Hash), hash);
        }

        var counts = await reader.ReadAllAsync(ReadCounts, cancellationToken).ConfigureAwait(false);
        var heads = (await reader.ReadAllAsync(ReadHead, cancellationToken).ConfigureAwait(false)).ToDictionary(head => head.Id.Value);
        foreach (var (id, apply) in counts)
        {
            apply(heads[id]);
            rows.Issues.Add(heads[id]);
        }

        rows.Connect();
        return rows;
    }

    /// <summary>Reads facets and users of hashes that this host does not have.</summary>
    public async ValueTask LoadTotalsAsync(NpgsqlConnection connection, IReadOnlyCollection<HashRow> hashes, CancellationToken cancellationToken)
    {
        var byId = hashes.ToDictionary(hash => hash.Id);
        var read = await connection.QueryAsync(
            _readTotals,
            [Parameter.Of(hashes.Select(hash => hash.Part).ToArray()), Parameter.Of(hashes.Select(hash => hash.Id).ToArray())],
            row => (Id: row.GetInt64(0), Facets: row.GetFieldValue<byte[]>(1), Users: row.GetFieldValue<byte[]>(2)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (id, facets, users) in read)
        {
            byId[id].Facets = Totals.ReadFacets(facets);
            byId[id].Users = Totals.ReadUsers(users);
        }
    }

    /// <summary>Reads the users of those hashes of issues that the batch is not about.</summary>
    public async ValueTask LoadOtherUsersAsync(NpgsqlConnection connection, IReadOnlyCollection<IssueHead> issues, CancellationToken cancellationToken)
    {
        var byId = issues.ToDictionary(issue => issue.Id.Value);
        var read = await connection.QueryAsync(
            _readOtherUsers,
            [
                Parameter.Of(issues.Select(issue => issue.Part).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Id.Value).ToArray()),
                Parameter.Of(issues.SelectMany(issue => issue.Read).Select(hash => hash.Id).ToArray()),
            ],
            row => (Id: row.GetInt64(0), Users: row.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (id, users) in read)
        {
            (byId[id].OtherUsers ??= new DistinctSketch()).Merge(Totals.ReadUsers(users));
        }
    }

    /// <summary>Reads the hours that the life cycle may ask for, of issues that have as many events in one of the last hours.</summary>
    /// <param name="connection">The transaction's.</param>
    /// <param name="issues">The issues, with the hours that events were received in, and how many events there must be already.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask LoadHoursAsync(NpgsqlConnection connection, IReadOnlyCollection<(IssueHead Issue, int First, int Last, long Least)> issues, CancellationToken cancellationToken)
    {
        var byId = issues.ToDictionary(one => one.Issue.Id.Value, one => one.Issue);
        var read = await connection.QueryAsync(
            _readHours,
            [
                Parameter.Of(issues.Select(one => one.Issue.Part).ToArray()),
                Parameter.Of(issues.Select(one => one.Issue.Id.Value).ToArray()),
                Parameter.Of(issues.Select(one => one.First).ToArray()),
                Parameter.Of(issues.Select(one => one.Last).ToArray()),
                Parameter.Of(issues.Select(one => one.Least).ToArray()),
            ],
            row => (Id: row.GetInt64(0), Hour: row.GetInt32(1), Events: row.GetInt64(2)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (id, hour, events) in read)
        {
            byId[id].HourCounts[hour] = events;
        }
    }

    private static NpgsqlParameter[] Named(IReadOnlyCollection<(ProjectId Project, GroupingHash Hash)> hashes) =>
    [
        Parameter.Of(hashes.Select(hash => Parts.Of(hash.Project)).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Project.Value).ToArray()),
        Parameter.Of(hashes.Select(hash => hash.Hash.ToGuid()).ToArray()),
    ];

    private static HashRow ReadHash(NpgsqlDataReader row)
    {
        var project = new ProjectId(row.GetInt64(0));
        return new HashRow(Parts.Of(project), project, row.GetGuid(1).ToHash(), row.GetInt64(2))
        {
            OwnerId = row.IsDBNull(3) ? 0 : row.GetInt64(3),
            Token = row.GetInt64(4),
            Events = row.GetInt64(5),
            FirstSeen = row.GetInt64(6),
            LastSeen = row.GetInt64(7),
            LatestReceived = row.GetInt64(8),
            LatestEvent = new EventId(row.GetGuid(9)),
            Texts = row.GetInt64(10),
        };
    }

    private static (long Id, Action<IssueHead> Apply) ReadCounts(NpgsqlDataReader row)
    {
        var (hashes, events, users, lastSeen) = (row.GetInt32(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        var (received, latest, texts) = (row.GetInt64(5), row.GetGuid(6), row.GetInt64(7));
        return (row.GetInt64(0), head =>
        {
            (head.Hashes, head.Events, head.Users, head.LastSeen) = (hashes, events, users, lastSeen);
            (head.LatestReceived, head.LatestEvent, head.Texts) = (received, new EventId(latest), texts);
        }
        );
    }

    private static IssueHead ReadHead(NpgsqlDataReader row)
    {
        var project = new ProjectId(row.GetInt64(1));
        return new IssueHead
        {
            Id = new IssueId(row.GetInt64(0)),
            Part = Parts.Of(project),
            Project = project,
            Number = row.GetInt64(2),
            Version = row.GetInt64(3),
            State = Totals.ReadState(row.GetFieldValue<byte[]>(4)),
            Assignee = row.IsDBNull(5) ? null : PgText.Unescape(row.GetString(5)),
            Level = (ErrorLevel)row.GetInt16(6),
            Title = PgText.Unescape(row.GetString(7)),
            FirstSeen = row.GetInt64(8),
        };
    }
}
