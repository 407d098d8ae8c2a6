using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Changing;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Retention;

/// <summary>
/// Removes what of a project may go. Issues are deleted; of events only the day is noted from which on they are kept, and their partitions are dropped by
/// <see cref="Upkeep"/> once no project keeps the day.
/// </summary>
internal sealed class RetentionRun(PostgreSqlStore store, PayloadEviction eviction)
{
    private const int IssuesAtOnce = 500;

    private readonly IssueWriter _writer = new(store.Database);
    private readonly IssueRemover _remover = new(store.Database);

    private readonly string _old = store.Database.Sql(
        $"""
        select {IssueReader.Columns} from $.issue_count c join $.issue i using (part, issue_id)
        where c.part = $1 and c.project_id = $2 and c.last_seen < $3 order by c.issue_id limit {IssuesAtOnce}
        """);

    private readonly string _eventsOfIssues = store.Database.Sql(
        """
        select count(*) from $.hash h join $.event e on e.part = any ($.parts($3)) and e.hash_id = h.hash_id
        where h.part = $1 and h.issue_id = any ($2) and e.received >= coalesce((select p.events_from from $.project p where p.part = $1 and p.project_id = $3), 0)
        """);

    private readonly string _pinsOfIssues = store.Database.Sql(
        """
        select count(*) from $.hash h join $.pin n on n.part = h.part and n.hash_id = h.hash_id
        where h.part = $1 and h.issue_id = any ($2) and n.received < coalesce((select p.events_from from $.project p where p.part = $1 and p.project_id = $3), 0)
        """);

    private readonly string _count = store.Database.Sql(
        """
        select count(*) from $.event e join $.hash h on h.part = $1 and h.hash_id = e.hash_id
        where e.part = any ($.parts($2)) and e.project_id = $2 and e.received < $3 and e.received >= coalesce((select p.events_from from $.project p where p.part = $1 and p.project_id = $2), 0)
          and not exists (select from $.pin n where n.part = $1 and n.project_id = $2 and n.event_id = e.event_id)
        """);

    private readonly string _keepFrom = store.Database.Sql(
        """
        insert into $.project as p (part, project_id, events_from) values ($1, $2, $3)
        on conflict (part, project_id) do update set events_from = greatest(p.events_from, excluded.events_from)
        """);

    public async ValueTask<RetentionResult> ApplyAsync(RetentionRule rule, CancellationToken cancellationToken)
    {
        var (issues, events) = (0L, 0L);
        for (var more = rule.IssuesBefore is not null; more;)
        {
            var gone = await store.TransactAsync(mayRepeat: true, (transaction, stop) => RemoveIssuesAsync(transaction.Connection, rule, stop), cancellationToken).ConfigureAwait(false);
            (issues, events, more) = (issues + gone.Issues, events + gone.Events, gone.Issues == IssuesAtOnce);
        }

        events += await store.TransactAsync(mayRepeat: true, (transaction, stop) => RemoveEventsAsync(transaction.Connection, rule, stop), cancellationToken).ConfigureAwait(false);
        var (payloads, bytes) = rule.PayloadBytes is { } bound ? await eviction.RunAsync(rule.ProjectId, bound, cancellationToken).ConfigureAwait(false) : default;
        return new RetentionResult { Issues = issues, Events = events, Payloads = payloads, PayloadBytes = bytes };
    }

    private async ValueTask<(long Issues, long Events)> RemoveIssuesAsync(NpgsqlConnection connection, RetentionRule rule, CancellationToken cancellationToken)
    {
        var (part, project) = (Parts.Of(rule.ProjectId), rule.ProjectId.Value);
        await ProjectLock.TakeAsync(connection, store.Database, rule.ProjectId, cancellationToken).ConfigureAwait(false);
        var old = await connection.QueryAsync(
            _old, [Parameter.Of(part), Parameter.Of(project), Parameter.Of(rule.IssuesBefore!.Value.UtcTicks)], IssueReader.Read, cancellationToken).ConfigureAwait(false);
        if (old.Count == 0)
        {
            return default;
        }

        var ids = old.Select(issue => issue.Id.Value).ToArray();
        NpgsqlParameter[] Named() => [Parameter.Of(part), Parameter.Of(ids), Parameter.Of(project)];

        var events = (await connection.QueryLongAsync(_eventsOfIssues, Named(), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        var pins = (await connection.QueryLongAsync(_pinsOfIssues, Named(), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        await _remover.RemoveAsync(connection, rule.ProjectId, [.. old.Select(issue => issue.Id)], cancellationToken).ConfigureAwait(false);
        await using var statements = new NpgsqlBatch(connection);
        _writer.Tell(statements, [.. old.Select(issue => Told.About(issue, Told.At(IssueTransitionKind.Expired, rule.At)))]);
        await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return (old.Count, events + pins);
    }

    private async ValueTask<long> RemoveEventsAsync(NpgsqlConnection connection, RetentionRule rule, CancellationToken cancellationToken)
    {
        var day = Hours.DayOf(rule.EventsBefore) * TimeSpan.TicksPerDay;
        NpgsqlParameter[] Named() => [Parameter.Of(Parts.Of(rule.ProjectId)), Parameter.Of(rule.ProjectId.Value), Parameter.Of(day)];

        // Counting may take long, and moving the mark changes nothing that an append relies on: no lock.
        var gone = await connection.QueryLongAsync(_count, Named(), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(_keepFrom, Named(), cancellationToken).ConfigureAwait(false);
        return gone[0];
    }
}
