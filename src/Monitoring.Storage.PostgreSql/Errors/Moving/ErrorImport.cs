using System.Collections.Immutable;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Takes in records of another store, those of one call in one transaction.</summary>
internal sealed class ErrorImport(PostgreSqlStore store, Partitions partitions, SegmentPacker packer)
{
    private readonly ImportedErrors _there = new(store.Database);
    private readonly HashImport _hashes = new(store.Database);
    private readonly IssueImport _issues = new(store.Database);
    private readonly EventImport _events = new(store.Database, packer);

    private readonly string _ids = store.Database.Sql("select setval('$.id', greatest((select last_value from $.id), $1))");

    private readonly string _positions = store.Database.Sql("update $.outbox set last = greatest(last, $1) where name = 'transitions'");

    private readonly string _projects = store.Database.Sql(
        """
        insert into $.project as p (part, project_id, last_number) select * from unnest($1::smallint[], $2::bigint[], $3::bigint[]) order by 1, 2
        on conflict (part, project_id) do update set last_number = greatest(p.last_number, excluded.last_number)
        """);

    private readonly string _transitions = store.Database.Sql(
        "insert into $.transition (position, body) select * from unnest($1::bigint[], $2::bytea[]) on conflict do nothing");

    public async ValueTask RunAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var today = Hours.DayOf(store.Clock.Now());
        var days = records.OfType<ErrorStoreRecord.Event>().Where(kept => !kept.IsOutlived).Select(kept => Hours.DayOf(kept.Kept.ReceivedAt)).Distinct().ToList();
        await StoreCalls.GuardAsync(async () =>
        {
            await partitions.EnsureAsync("seen", [today], today, cancellationToken).ConfigureAwait(false);
            await partitions.EnsureAsync("event", days, today, cancellationToken).ConfigureAwait(false);
            await partitions.EnsureAsync("segment", days, today, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        await store.TransactAsync(mayRepeat: true, (transaction, stop) => RunAsync(transaction.Connection, records, today, stop), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> RunAsync(NpgsqlConnection connection, ImmutableArray<ErrorStoreRecord> records, int today, CancellationToken cancellationToken)
    {
        ErrorImportArguments.Check(records, await _there.ReadAsync(connection, records, cancellationToken).ConfigureAwait(false));
        foreach (var counters in records.OfType<ErrorStoreRecord.Counters>())
        {
            await connection.QueryAsync(_ids, [Parameter.Of(Math.Max(1, Math.Max(counters.LastMerge, counters.LastIssue / Parts.Count)))], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(_positions, [Parameter.Of(counters.LastPosition)], cancellationToken).ConfigureAwait(false);
        }

        ErrorStoreRecord.Project[] projects = [.. records.OfType<ErrorStoreRecord.Project>()];
        await connection.ExecuteAsync(
            _projects,
            [
                Parameter.Of(projects.Select(project => Parts.Of(project.ProjectId)).ToArray()),
                Parameter.Of(projects.Select(project => project.ProjectId.Value).ToArray()),
                Parameter.Of(projects.Select(project => project.LastNumber).ToArray()),
            ],
            cancellationToken).ConfigureAwait(false);
        await _hashes.RunAsync(connection, [.. records.OfType<ErrorStoreRecord.Hash>()], cancellationToken).ConfigureAwait(false);
        await _issues.RunAsync(connection, [.. records.OfType<ErrorStoreRecord.Issue>()], cancellationToken).ConfigureAwait(false);
        await _events.RunAsync(connection, [.. records.OfType<ErrorStoreRecord.Event>()], today, cancellationToken).ConfigureAwait(false);
        await _events.RememberAsync(connection, [.. records.OfType<ErrorStoreRecord.KnownEvent>()], today, cancellationToken).ConfigureAwait(false);
        ErrorStoreRecord.Transition[] transitions = [.. records.OfType<ErrorStoreRecord.Transition>()];
        await connection.ExecuteAsync(
            _transitions,
            [Parameter.Of(transitions.Select(one => one.Told.Position).ToArray()), Parameter.Of(transitions.Select(one => Totals.Write(one.Told)).ToArray())],
            cancellationToken).ConfigureAwait(false);
        return true;
    }
}
