using System.Buffers.Binary;
using System.Globalization;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>
/// Lists issues along the index of their order, or, where an index of the filter leads to few, among these. What of a filter the database can say narrows what is read; what was read is judged by the filter itself, so that all stores
/// find the same.
/// </summary>
internal sealed class IssueSearch(Database database, IssueReader issues)
{
    private const int LastStep = 1_000;

    private readonly string _rankedAt = database.Sql("select at from $.ranking");

    public async ValueTask<(List<(IssueRow Row, long Key)> Found, DateTimeOffset? RankedAt)> RunAsync(
        NpgsqlConnection connection, IssueQuery query, (long Key, long Id) after, CancellationToken cancellationToken)
    {
        var part = Parts.Of(query.ProjectId);
        var narrowing = Narrowing.Of(query.Filter);
        var led = await Lead.FollowAsync(connection, database, narrowing.Leads, query.ProjectId, cancellationToken).ConfigureAwait(false);
        var found = new List<(IssueRow, long)>();
        var wanted = query.Limit + 1;
        for (var step = wanted; found.Count < wanted; step = Math.Min(step * 2, LastStep))
        {
            var rows = await ReadAsync(connection, query, narrowing, led, after, step, cancellationToken).ConfigureAwait(false);
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
        NpgsqlConnection connection, IssueQuery query, Narrowing narrowing, (Lead Lead, long[] Ids)? led, (long Key, long Id) after, int limit, CancellationToken cancellationToken)
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
            Parameter.Of(Parts.Of(query.ProjectId)), Parameter.Of(query.ProjectId.Value), Parameter.Of(after.Key), Parameter.Of(after.Id), Parameter.Of((long)limit),
        };
        var condition = narrowing.ToSql(parameters, issue: led is null ? table : "i");
        var from = table == "c" ? $"$.issue_count c {Of("issue", "i", "c.issue_id")}" : $"$.issue i {Of("issue_count", "c", "i.issue_id")}";
        if (led is var (lead, ids))
        {
            parameters.Add(Parameter.Of(ids));
            from = $"({string.Format(CultureInfo.InvariantCulture, lead.Issues, $"${parameters.Count}")}) l {Of("issue", "i", "l.id")} {Of("issue_count", "c", "i.issue_id")}";
        }

        var statement = database.Sql(
            $"""
            select {IssueReader.Columns}, {table}.{key} from {from}
            where {table}.part = $1 and {table}.project_id = $2 and i.merged_into is null and ({table}.{key}, {table}.issue_id) < ($3, $4) {condition}
            order by {table}.{key} desc, {table}.issue_id desc limit $5
            """);
        return await connection.QueryAsync(statement, [.. parameters], row => (IssueReader.Read(row), row.GetInt64(20)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Row after row by its key: "offset 0" keeps the database from an order of its own, which it guesses as long as a table is new to it.</summary>
    private static string Of(string table, string name, string id) => $"cross join lateral (select * from $.{table} {name} where {name}.part = $1 and {name}.issue_id = {id} offset 0) {name}";

    private static bool HasTag(ILookup<IssueId, HashFacets>? facets, IssueRow row, string key, TextPattern value) =>
        facets?[row.Id].Any(hash => hash.HasTag(key, value)) ?? throw new InvalidOperationException("The tags were not read.");

    private async ValueTask<DateTimeOffset?> RankedAtAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.QueryAsync(_rankedAt, [], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false) is [var ticks] ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
