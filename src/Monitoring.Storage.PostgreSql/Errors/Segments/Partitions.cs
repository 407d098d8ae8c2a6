using System.Collections.Concurrent;
using System.Data;
using System.Globalization;
using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Segments;

/// <summary>The partitions of days: made before they are needed, dropped when no project keeps the day.</summary>
internal sealed class Partitions(Database database)
{
    /// <summary>Days further from the store's own than this have no partition of their own: their events lie with all such.</summary>
    public const int DaysBefore = 400;

    /// <summary>Days ahead of the store's own that have one.</summary>
    public const int DaysAfter = 3;

    private readonly ConcurrentDictionary<(string Table, int Day), bool> _known = [];

    /// <summary>The name of a partition, or of the table of days that have none.</summary>
    public static string Name(string table, int day, int today) =>
        IsOwn(day, today) ? $"{table}_{new DateTime(day * TimeSpan.TicksPerDay).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}" : $"{table}_other";

    public static bool IsOwn(int day, int today) => day >= today - DaysBefore && day <= today + DaysAfter;

    /// <summary>Sees to it that days have their partitions; those that are known to be there cost nothing.</summary>
    /// <param name="table">The partitioned table.</param>
    /// <param name="days">The days.</param>
    /// <param name="today">The store's day.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask EnsureAsync(string table, IEnumerable<int> days, int today, CancellationToken cancellationToken)
    {
        foreach (var day in days)
        {
            if (IsOwn(day, today) && !_known.ContainsKey((table, day)))
            {
                await CreateAsync(table, day, Name(table, day, today), cancellationToken).ConfigureAwait(false);
                _known[(table, day)] = true;
            }
        }
    }

    /// <summary>The days that have partitions of a table.</summary>
    public async ValueTask<List<(string Name, int Day)>> ListAsync(string table, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var names = await connection.QueryAsync(
            "select tablename::text from pg_catalog.pg_tables where schemaname = $1 and tablename ~ ('^' || $2 || '_[0-9]{8}$')",
            [Parameter.Of(database.Schema), Parameter.Of(table)],
            row => row.GetString(0),
            cancellationToken).ConfigureAwait(false);
        return [.. names.Select(name => (name, Rows.Hours.DayOf(DateTime.ParseExact(name[^8..], "yyyyMMdd", CultureInfo.InvariantCulture).Ticks)))];
    }

    /// <summary>Drops a partition with all in it.</summary>
    public async ValueTask DropAsync(string table, string name, int day, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(database.Sql($"drop table if exists $.{name}"), [], cancellationToken).ConfigureAwait(false);
        _known.TryRemove((table, day), out _);
    }

    /// <summary>
    /// Made beside the table and attached then, which lets others go on reading and writing. Many hosts may do so at once. What of the day lies with those of other days
    /// goes along.
    /// </summary>
    private async ValueTask CreateAsync(string table, int day, string name, CancellationToken cancellationToken)
    {
        var (from, to) = table == "event" ? (day * TimeSpan.TicksPerDay, (day + 1) * TimeSpan.TicksPerDay) : (day, day + 1);
        var column = table == "event" ? "received" : "day";
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended($1, 0))", [Parameter.Of($"monitoring partitions {database.Schema}")], cancellationToken).ConfigureAwait(false);
        var exists = await connection.QueryAsync(
            "select 1 from pg_catalog.pg_tables where schemaname = $1 and tablename = $2", [Parameter.Of(database.Schema), Parameter.Of(name)], _ => true, cancellationToken).ConfigureAwait(false);
        if (exists.Count == 0)
        {
            await using var create = new NpgsqlCommand(
                database.Sql(
                    $"""
                    create table $.{name} (like $.{table} including all);
                    with moved as (delete from $.{table}_other where {column} >= {from} and {column} < {to} returning *) insert into $.{name} select * from moved;
                    alter table $.{table} attach partition $.{name} for values from ({from}) to ({to});
                    """),
                connection);
            await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
