using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>Reads where issues were seen, for adding to it.</summary>
internal sealed class PlacesReader(Database database)
{
    private readonly string _read = database.Sql(
        "select i.issue_id, i.environments, i.services, i.releases from unnest($1::smallint[], $2::bigint[]) as u(part, id) join $.issue i on i.part = u.part and i.issue_id = u.id");

    /// <summary>The places of issues with those of the hashes that a transaction has read and counted in.</summary>
    public async ValueTask<Dictionary<IssueHead, Places>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<IssueHead> issues, CancellationToken cancellationToken)
    {
        var stored = issues.Where(issue => !issue.IsNew).ToDictionary(issue => issue.Id.Value);
        var known = new Dictionary<IssueHead, Places>();
        if (stored.Count > 0)
        {
            var read = await connection.QueryAsync(
                _read,
                [Parameter.Of(stored.Values.Select(issue => issue.Part).ToArray()), Parameter.Of(stored.Keys.ToArray())],
                row => (Id: row.GetInt64(0), Places: new Places(Texts(row, 1), Texts(row, 2), Texts(row, 3))),
                cancellationToken).ConfigureAwait(false);
            known = read.ToDictionary(row => stored[row.Id], row => row.Places);
        }

        return issues.ToDictionary(issue => issue, issue => known.GetValueOrDefault(issue, Places.None).With([.. issue.Read.Select(hash => hash.Facets!)]));
    }

    public static string[] Texts(NpgsqlDataReader row, int column) => [.. row.GetFieldValue<string[]>(column).Select(PgText.Unescape)];
}
