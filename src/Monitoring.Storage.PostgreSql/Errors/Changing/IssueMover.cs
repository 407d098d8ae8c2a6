using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>Moves hashes, with all that they have counted, from one issue to another.</summary>
internal sealed class IssueMover(Database database, IssueReader issues)
{
    private static readonly IssueState Ongoing = new() { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing };

    private readonly IssueSums _sums = new(database);

    private readonly string _mergeAway = database.Sql("update $.issue set merged_into = $3, merge_order = nextval('$.id'), merged_hashes = $4 where part = $1 and issue_id = $2");

    private readonly string _uncount = database.Sql("delete from $.issue_count where part = $1 and issue_id = $2");

    private readonly string _takeAll = database.Sql("update $.hash set issue_id = $3 where part = $1 and issue_id = $2");

    private readonly string _takeSome = database.Sql("update $.hash set issue_id = $3 where part = $1 and hash_id = any ($2)");

    private readonly string _merged = database.Sql(
        """
        with recursive m(issue_id) as (select $2::bigint union all select i.issue_id from m join $.issue i on i.part = $1 and i.merged_into = m.issue_id)
        select i.issue_id, i.merged_hashes, i.state from m join $.issue i on i.part = $1 and i.issue_id = m.issue_id where i.merged_into is not null order by i.merge_order desc
        """);

    private readonly string _restore = database.Sql(
        "update $.issue set merged_into = null, merge_order = null, merged_hashes = null, version = version + 1 where part = $1 and issue_id = $2");

    // The sums of its hashes, which it has not got yet, fill in the rest.
    private readonly string _open = database.Sql(
        """
        with p as (update $.project set last_number = last_number + 1 where part = $1 and project_id = $2 returning last_number)
        insert into $.issue (part, issue_id, project_id, number, version, status, state, level, title, culprit, type, platform, search_text, environments, services, releases, first_seen)
        select $1, nextval('$.id') * $3 + $1, $2, p.last_number, 1, $4, $5, 0, '', '', '', '', '', '{}', '{}', '{}', 0 from p returning issue_id
        """);

    /// <summary>What an issue has counted, as far as the life cycle asks for it at an instant.</summary>
    public async ValueTask<IIssueCounts> MeasureAsync(NpgsqlConnection connection, IssueRow issue, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var hour = (int)IssueLifecycle.HourOf(at);
        var hours = await issues.HoursAsync(connection, issue, 1, hour, hour + 1, cancellationToken).ConfigureAwait(false);
        return new Counted(issue, hours.GetValueOrDefault(hour));
    }

    /// <summary>Moves all hashes of other issues to one.</summary>
    /// <returns>The state of that issue then.</returns>
    public async ValueTask<IssueState> MergeAsync(NpgsqlConnection connection, IssueRow target, IReadOnlyList<IssueRow> sources, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var before = await BaselineAsync(connection, target, at, cancellationToken).ConfigureAwait(false);
        await using (var statements = new NpgsqlBatch(connection))
        {
            foreach (var source in sources)
            {
                NpgsqlParameter[] Move() => [Parameter.Of(Parts.Of(source.ProjectId)), Parameter.Of(source.Id.Value), Parameter.Of(target.Id.Value)];

                statements.Add(_mergeAway, [.. Move(), Parameter.Of(Totals.Write(source.Hashes))]);
                statements.Add(_uncount, Parameter.Of(Parts.Of(source.ProjectId)), Parameter.Of(source.Id.Value));
                statements.Add(_takeAll, Move());
            }

            await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        var after = await SumUpAsync(connection, target.ProjectId, target.Id, cancellationToken).ConfigureAwait(false);
        return IssueLifecycle.Rebase(target.State, before, await BaselineAsync(connection, after, at, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes hashes out into an issue of their own.</summary>
    /// <returns>The state of the issue that they were taken from, and the other issue with its state; <see langword="null"/> when that cannot be.</returns>
    public async ValueTask<(IssueState State, IssueId Separated, IssueState SeparatedState)?> SeparateAsync(
        NpgsqlConnection connection, IssueRow issue, IReadOnlyList<GroupingHash> hashes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var owned = await _sums.ReadAsync(connection, issue.ProjectId, issue.Id, cancellationToken).ConfigureAwait(false);
        var taken = owned.Where(hash => hashes.Contains(hash.Hash)).ToList();
        var events = taken.Sum(hash => hash.Events);
        if (taken.Count != hashes.Count || events == 0 || events == owned.Sum(hash => hash.Events))
        {
            return null;
        }

        var before = await BaselineAsync(connection, issue, at, cancellationToken).ConfigureAwait(false);
        var restored = await RestoreAsync(connection, issue, hashes, cancellationToken).ConfigureAwait(false);
        var separated = restored ?? await OpenAsync(connection, issue.ProjectId, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(
            _takeSome, [Parameter.Of(Parts.Of(issue.ProjectId)), Parameter.Of(taken.Select(hash => hash.Id).ToArray()), Parameter.Of(separated.Value)], cancellationToken).ConfigureAwait(false);
        var rest = await SumUpAsync(connection, issue.ProjectId, issue.Id, cancellationToken).ConfigureAwait(false);
        var state = IssueLifecycle.Rebase(issue.State, before, await BaselineAsync(connection, rest, at, cancellationToken).ConfigureAwait(false));
        var other = await SumUpAsync(connection, issue.ProjectId, separated, cancellationToken).ConfigureAwait(false);
        var counts = await MeasureAsync(connection, other, at, cancellationToken).ConfigureAwait(false);
        return (state, separated, restored is null ? IssueLifecycle.Set(Ongoing, at, counts) : IssueLifecycle.Restore(other.State, IssueLifecycle.Measure(counts, at)));
    }

    private async ValueTask<IssueBaseline> BaselineAsync(NpgsqlConnection connection, IssueRow issue, DateTimeOffset at, CancellationToken cancellationToken) =>
        IssueLifecycle.Measure(await MeasureAsync(connection, issue, at, cancellationToken).ConfigureAwait(false), at);

    private async ValueTask<IssueRow> SumUpAsync(NpgsqlConnection connection, ProjectId project, IssueId issue, CancellationToken cancellationToken)
    {
        var hashes = await _sums.ReadAsync(connection, project, issue, cancellationToken).ConfigureAwait(false);
        await _sums.WriteAsync(connection, project, issue, hashes, cancellationToken).ConfigureAwait(false);
        return (await issues.FindAsync(connection, issue, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Of the issues that were merged into one, and had one of the hashes then, brings back the one that was merged away last.</summary>
    private async ValueTask<IssueId?> RestoreAsync(NpgsqlConnection connection, IssueRow from, IReadOnlyList<GroupingHash> hashes, CancellationToken cancellationToken)
    {
        var merged = await connection.QueryAsync(
            _merged,
            [Parameter.Of(Parts.Of(from.ProjectId)), Parameter.Of(from.Id.Value)],
            row => (Id: new IssueId(row.GetInt64(0)), Hashes: Totals.ReadHashes(row.GetFieldValue<byte[]>(1))),
            cancellationToken).ConfigureAwait(false);
        var found = merged.Find(one => one.Hashes.Intersect(hashes).Any());
        if (found.Id.IsDefault)
        {
            return null;
        }

        await connection.ExecuteAsync(_restore, [Parameter.Of(Parts.Of(from.ProjectId)), Parameter.Of(found.Id.Value)], cancellationToken).ConfigureAwait(false);
        return found.Id;
    }

    private async ValueTask<IssueId> OpenAsync(NpgsqlConnection connection, ProjectId project, CancellationToken cancellationToken)
    {
        var opened = await connection.QueryAsync(
            _open,
            [
                Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value), Parameter.Of((long)Parts.Count),
                Parameter.Of((short)Ongoing.Status), Parameter.Of(Totals.Write(Ongoing)),
            ],
            row => new IssueId(row.GetInt64(0)),
            cancellationToken).ConfigureAwait(false);
        return opened.Single();
    }

    private sealed class Counted(IssueRow issue, long inHour) : IIssueCounts
    {
        public long Events => issue.Count;

        public long Users => issue.UserCount;

        public DateTimeOffset FirstSeen => issue.FirstSeen;

        public long EventsInHour(long hour) => inHour;
    }
}
