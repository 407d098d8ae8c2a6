using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>
/// Removes issues with all they have counted, and the issues that were merged into them. Rows of their events stay until the partition of their day is dropped; without
/// the rows of their hashes nothing leads to them.
/// </summary>
internal sealed class IssueRemover(Database database)
{
    private const int TermsAtOnce = 10_000;

    private readonly string _facets = database.Sql("select h.hash_id, h.facets from $.hash h where h.part = $1 and h.issue_id = any ($2)");

    private readonly string _terms = database.Sql(
        """
        delete from $.hash_term t using unnest($3::bigint[], $4::bigint[]) as u(term, hash_id)
        where t.part = $1 and t.project_id = $2 and t.term = u.term and t.hash_id = u.hash_id
        """);

    private readonly string[] _statements =
    [
        .. new[] { "hash_latest", "hash_hour", "pin" }.Select(table => database.Sql(
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
        await RemoveTermsAsync(connection, project, issues, cancellationToken).ConfigureAwait(false);
        await using var statements = new NpgsqlBatch(connection);
        foreach (var statement in _statements)
        {
            statements.Add(statement, Parameter.Of(Parts.Of(project)), Parameter.Of(issues.Select(issue => issue.Value).ToArray()));
        }

        statements.Timeout = Statements.LongTime;
        await statements.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes what leads to the hashes of issues: these are known by what their facets say, and by nothing else.</summary>
    private async ValueTask RemoveTermsAsync(NpgsqlConnection connection, ProjectId project, IReadOnlyCollection<IssueId> issues, CancellationToken cancellationToken)
    {
        var hashes = await connection.QueryLongAsync(
            _facets,
            [Parameter.Of(Parts.Of(project)), Parameter.Of(issues.Select(issue => issue.Value).ToArray())],
            row => (Id: row.GetInt64(0), Facets: row.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);
        foreach (var terms in hashes.SelectMany(hash => Terms.Of(Totals.ReadFacets(hash.Facets)), (hash, term) => (Term: term, hash.Id)).Chunk(TermsAtOnce))
        {
            await connection.ExecuteLongAsync(
                _terms,
                [
                    Parameter.Of(Parts.Of(project)),
                    Parameter.Of(project.Value),
                    Parameter.Of(terms.Select(term => term.Term).ToArray()),
                    Parameter.Of(terms.Select(term => term.Id).ToArray()),
                ],
                cancellationToken).ConfigureAwait(false);
        }
    }
}
