using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>
/// Removes issues with all they have counted, and the issues that were merged into them. Rows of their events stay until the partition of their day is dropped; without
/// the rows of their hashes nothing leads to them.
/// </summary>
internal sealed class IssueRemover(Database database)
{
    private readonly string[] _statements =
    [
        .. new[] { "hash_latest", "hash_hour", "hash_term", "pin" }.Select(table => database.Sql(
            $"delete from $.{table} t using $.hash h where h.part = $1 and h.issue_id = any ($2) and t.part = h.part and t.hash_id = h.hash_id")),
        database.Sql("delete from $.hash where part = $1 and issue_id = any ($2)"),
        database.Sql("delete from $.moved_issue where part = $1 and issue_id = any ($2)"),
        database.Sql("delete from $.issue_count where part = $1 and issue_id = any ($2)"),
        database.Sql(
            """
            with recursive gone(issue_id) as (
              select unnest($2::bigint[]) union select i.issue_id from gone g join $.issue i on i.part = $1 and i.merged_into = g.issue_id)
            delete from $.issue i using gone where i.part = $1 and i.issue_id = gone.issue_id
            """),
    ];

    /// <summary>Removes issues of one project.</summary>
    public async ValueTask RemoveAsync(NpgsqlConnection connection, ProjectId project, IReadOnlyCollection<IssueId> issues, CancellationToken cancellationToken)
    {
        await using var statements = new NpgsqlBatch(connection);
        foreach (var statement in _statements)
        {
            statements.Add(statement, Parameter.Of(Parts.Of(project)), Parameter.Of(issues.Select(issue => issue.Value).ToArray()));
        }

        statements.Timeout = Statements.LongTime;
        await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
