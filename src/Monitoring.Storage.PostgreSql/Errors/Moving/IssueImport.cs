using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Changing;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Takes in issues, whose hashes have been taken in before, and sums these up.</summary>
internal sealed class IssueImport(Database database)
{
    private readonly IssueSums _sums = new(database);

    // What the hashes have counted fills in the rest.
    private readonly string _add = database.Sql(
        """
        insert into $.issue (part, issue_id, project_id, number, merged_into, merge_order, merged_hashes, version, status, state, assignee,
          level, title, culprit, type, platform, search_text, environments, services, releases, first_seen)
        select u.part, u.issue_id, u.project_id, u.number, nullif(u.merged_into, 0), nullif(u.merge_order, 0), u.merged_hashes, u.version, u.status, u.state, u.assignee,
          0, '', '', '', '', '', '{}', '{}', '{}', 0
        from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[], $8::bigint[], $9::smallint[], $10::bytea[], $11::text[])
          as u(part, issue_id, project_id, number, merged_into, merge_order, merged_hashes, version, status, state, assignee)
        on conflict do nothing returning issue_id
        """);

    private readonly string _moved = database.Sql("insert into $.moved_issue (issue_id, part) select * from unnest($1::bigint[], $2::smallint[]) on conflict do nothing");

    public async ValueTask RunAsync(NpgsqlConnection connection, IReadOnlyList<ErrorStoreRecord.Issue> issues, CancellationToken cancellationToken)
    {
        if (issues.Count == 0)
        {
            return;
        }

        var added = (await connection.QueryAsync(
            _add,
            [
                Parameter.Of(issues.Select(issue => Parts.Of(issue.ProjectId)).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Id.Value).ToArray()),
                Parameter.Of(issues.Select(issue => issue.ProjectId.Value).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Number).ToArray()),
                Parameter.Of(issues.Select(issue => issue.MergedInto?.Value ?? 0).ToArray()),
                Parameter.Of(issues.Select(issue => issue.MergeOrder).ToArray()),
                Parameter.Of(issues.Select(issue => issue.MergedInto is null ? null : Totals.Write(issue.Hashes)).ToArray()),
                Parameter.Of(issues.Select(issue => issue.Version).ToArray()),
                Parameter.Of(issues.Select(issue => (short)issue.State.Status).ToArray()),
                Parameter.Of(issues.Select(issue => Totals.Write(issue.State)).ToArray()),
                Parameter.Of(issues.Select(issue => PgText.EscapeOptional(issue.Assignee)!).ToArray()),
            ],
            row => new IssueId(row.GetInt64(0)),
            cancellationToken).ConfigureAwait(false)).ToHashSet();
        var moved = issues.Where(issue => Parts.Of(issue.Id) != Parts.Of(issue.ProjectId)).ToList();
        await connection.ExecuteAsync(
            _moved,
            [Parameter.Of(moved.Select(issue => issue.Id.Value).ToArray()), Parameter.Of(moved.Select(issue => Parts.Of(issue.ProjectId)).ToArray())],
            cancellationToken).ConfigureAwait(false);
        foreach (var issue in issues.Where(issue => issue.MergedInto is null && added.Contains(issue.Id)))
        {
            var hashes = await _sums.ReadAsync(connection, issue.ProjectId, issue.Id, cancellationToken).ConfigureAwait(false);
            await _sums.WriteAsync(connection, issue.ProjectId, issue.Id, hashes, cancellationToken).ConfigureAwait(false);
        }
    }
}
