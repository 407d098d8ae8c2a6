using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>An index that leads to issues.</summary>
/// <param name="Statement">Gives ids of the project <c>$2</c> for a value <c>$3</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Issues">Gives the ids of issues, as <c>id</c>, for these.</param>
internal sealed record Lead(string Statement, object Value, string Issues)
{
    // More are found sooner along the order of the list, most of whose issues are not looked at then.
    private const int Most = 2_000;

    private const string Themselves = "select unnest({0}::bigint[]) as id";

    public static Lead Term(long term) => new(
        "select t.hash_id from $.hash_term t where t.part = $1 and t.project_id = $2 and t.term = $3",
        term,
        "select distinct h.issue_id as id from unnest({0}::bigint[]) as k(id) cross join lateral (select h.issue_id from $.hash h where h.part = $1 and h.hash_id = k.id offset 0) h");

    public static Lead Grams(int[] grams) => new(
        $"select i.issue_id from $.issue i where i.part = $1 and i.project_id = $2 and (i.grams @> $3 or i.grams @> array[{Rows.Grams.Unknown}])", grams, Themselves);

    public static Lead Assignee(string assignee) => new(
        "select i.issue_id from $.issue i where i.part = $1 and i.project_id = $2 and i.assignee is not null and i.assignee = $3", assignee, Themselves);

    /// <summary>A value of a condition as a statement takes it.</summary>
    public static NpgsqlParameter ToParameter(object value) => value switch
    {
        short code => Parameter.Of(code),
        string text => Parameter.Of(text),
        int[] numbers => Parameter.Of(numbers),
        var number => Parameter.Of((long)number),
    };

    /// <summary>The lead with the fewest ids, and these; <see langword="null"/> when all have very many.</summary>
    public static async ValueTask<(Lead Lead, long[] Ids)?> FollowAsync(
        NpgsqlConnection connection, Database database, IReadOnlyList<Lead> leads, ProjectId project, CancellationToken cancellationToken)
    {
        if (leads.Count == 0)
        {
            return null;
        }

        await using var statements = new NpgsqlBatch(connection);
        foreach (var lead in leads)
        {
            statements.Add(database.Sql($"select array({lead.Statement} limit {Most})"), Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value), ToParameter(lead.Value));
        }

        await using var reader = await statements.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        (Lead, long[] Ids)? best = null;
        foreach (var lead in leads)
        {
            var ids = (await reader.ReadAllAsync(row => row.GetFieldValue<long[]>(0), cancellationToken).ConfigureAwait(false))[0];
            if (ids.Length < (best?.Ids.Length ?? Most))
            {
                best = (lead, ids);
            }
        }

        return best;
    }
}
