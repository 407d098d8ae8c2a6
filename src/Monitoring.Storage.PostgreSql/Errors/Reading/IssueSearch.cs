using System.Buffers.Binary;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>
/// Lists issues along the index of their order. What of a filter the database can say narrows what is read; what was read is judged by the filter itself, so that all stores
/// find the same.
/// </summary>
internal sealed class IssueSearch(Database database, IssueReader issues)
{
    private const int FirstStep = 100;
    private const int LastStep = 1_000;

    private readonly string _rankedAt = database.Sql("select at from $.ranking");

    public async ValueTask<(List<(IssueRow Row, long Key)> Found, DateTimeOffset? RankedAt)> RunAsync(
        NpgsqlConnection connection, IssueQuery query, (long Key, long Id) after, CancellationToken cancellationToken)
    {
        var part = Parts.Of(query.ProjectId);
        var narrowing = Narrowing.Of(query.Filter);
        var found = new List<(IssueRow, long)>();
        var wanted = query.Limit + 1;
        for (var step = narrowing.IsExact ? wanted : Math.Max(wanted, FirstStep); found.Count < wanted; step = Math.Min(step * 2, LastStep))
        {
            var rows = await ReadAsync(connection, query, narrowing, part, after, step, cancellationToken).ConfigureAwait(false);
            var facets = narrowing.NeedsTags ? await issues.FacetsAsync(connection, part, rows.Select(row => row.Row.Id), cancellationToken).ConfigureAwait(false) : null;
            found.AddRange(rows.Where(row => query.Filter?.Matches(row.Row, (key, value) => HasTag(facets, row.Row, key, value)) ?? true));
            if (rows.Count < step)
            {
                break;
            }

            after = (rows[^1].Key, rows[^1].Row.Id.Value);
        }

        return (found, query.Sort == IssueSort.Trend ? await RankedAtAsync(connection, cancellationToken).ConfigureAwait(false) : null);
    }

    /// <summary>The bytes of a place in a list.</summary>
    public static byte[] Place(long key, IssueId id)
    {
        var bytes = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, key);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(sizeof(long)), id.Value);
        return bytes;
    }

    public static (long Key, long Id) ReadPlace(byte[] bytes) => bytes.Length == 2 * sizeof(long)
        ? (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(sizeof(long))))
        : throw new InvalidCursorException();

    private async ValueTask<List<(IssueRow Row, long Key)>> ReadAsync(
        NpgsqlConnection connection, IssueQuery query, Narrowing narrowing, short part, (long Key, long Id) after, int limit, CancellationToken cancellationToken)
    {
        var (table, key) = query.Sort switch
        {
            IssueSort.LastSeen => ("c", "last_seen"),
            IssueSort.Events => ("c", "events"),
            IssueSort.FirstSeen => ("i", "first_seen"),
            IssueSort.Users => ("c", "users"),
            IssueSort.Trend => ("i", "trend"),
            _ => throw new ArgumentException($"'{query.Sort}' is no order of issues."),
        };
        var parameters = new List<NpgsqlParameter>
        {
            Parameter.Of(part), Parameter.Of(query.ProjectId.Value), Parameter.Of(after.Key), Parameter.Of(after.Id), Parameter.Of((long)limit),
        };
        var condition = narrowing.ToSql(parameters);
        var statement = database.Sql(
            $"""
            select {IssueReader.Columns}, {table}.{key} from $.issue i join $.issue_count c on c.part = i.part and c.issue_id = i.issue_id and c.project_id = i.project_id
            where {table}.part = $1 and {table}.project_id = $2 and i.merged_into is null and ({table}.{key}, {table}.issue_id) < ($3, $4) {condition}
            order by {table}.{key} desc, {table}.issue_id desc limit $5
            """);
        return await connection.QueryAsync(statement, [.. parameters], row => (IssueReader.Read(row), row.GetInt64(20)), cancellationToken).ConfigureAwait(false);
    }

    private static bool HasTag(ILookup<IssueId, HashFacets>? facets, IssueRow row, string key, TextPattern value) =>
        facets?[row.Id].Any(hash => hash.HasTag(key, value)) ?? throw new InvalidOperationException("The tags were not read.");

    private async ValueTask<DateTimeOffset?> RankedAtAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.QueryAsync(_rankedAt, [], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false) is [var ticks] ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
