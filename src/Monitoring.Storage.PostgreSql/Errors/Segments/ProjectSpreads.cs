using System.Globalization;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Segments;

/// <summary>
/// Over how many parts events of projects are spread. Whoever appends asks in the transaction that writes the events, and whoever reads in the statement that reads them, so that
/// nobody has to remember it. Only what is large moves: the id that makes an event a duplicate stays at the project's own part, whatever a host takes the spread for.
/// </summary>
internal sealed class ProjectSpreads(PostgreSqlStore store) : IPostgreSqlSpread
{
    private readonly string _read = store.Database.Sql(
        "select p.project_id, p.spread from unnest($1::smallint[], $2::bigint[]) as u(part, project_id) join $.project p on p.part = u.part and p.project_id = u.project_id where p.spread > 1");

    private readonly string _raise = store.Database.Sql(
        """
        insert into $.project as p (part, project_id, spread) values ($1, $2, $3)
        on conflict (part, project_id) do update set spread = greatest(p.spread, excluded.spread) returning spread
        """);

    public async ValueTask<int> RaiseAsync(ProjectId project, int parts, CancellationToken cancellationToken = default)
    {
        if (parts is < 1 or > IPostgreSqlSpread.MaxParts)
        {
            throw new ArgumentOutOfRangeException(nameof(parts), parts, string.Create(CultureInfo.InvariantCulture, $"Events of a project can be spread over 1 to {IPostgreSqlSpread.MaxParts} parts."));
        }

        var raised = await store.TransactAsync(
            mayRepeat: true,
            (transaction, stop) => transaction.Connection.QueryAsync(
                _raise, [Parameter.Of(Parts.Of(project)), Parameter.Of(project.Value), Parameter.Of((short)parts)], row => row.GetInt16(0), stop),
            cancellationToken).ConfigureAwait(false);
        return raised[0];
    }

    /// <summary>Adds the statement that asks for the spreads of projects.</summary>
    public void Ask(NpgsqlBatch batch, IEnumerable<ProjectId> projects)
    {
        var asked = projects.Distinct().ToList();
        batch.Add(_read, Parameter.Of(asked.Select(Parts.Of).ToArray()), Parameter.Of(asked.Select(project => project.Value).ToArray()));
    }

    /// <summary>Reads the answer to <see cref="Ask"/>, and gives segments their parts by it.</summary>
    public static async ValueTask PlaceAsync(NpgsqlDataReader reader, IEnumerable<PackedSegment> segments, CancellationToken cancellationToken)
    {
        var spreads = (await reader.ReadAllAsync(row => (Project: new ProjectId(row.GetInt64(0)), Spread: row.GetInt16(1)), cancellationToken).ConfigureAwait(false))
            .ToDictionary(row => row.Project, row => row.Spread);
        foreach (var segment in segments)
        {
            segment.Part = spreads.TryGetValue(segment.Project, out var spread) ? Parts.Of(segment.Project, segment.Events[0].EventId, spread) : Parts.Of(segment.Project);
        }
    }
}
