using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Ranking;

/// <summary>
/// Ranks issues by their trend, which changes with the clock and with every event: now and then for all, and before it is asked for when that was long ago.
/// </summary>
internal sealed class TrendRanking(PostgreSqlStore store)
{
    /// <summary>How old a ranking may be that is shown.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly string _counts = store.Database.Sql(
        """
        select h.part, h.issue_id, t.hour, sum(t.events)::bigint from $.hash_hour t join $.hash h on h.part = t.part and h.hash_id = t.hash_id
        where t.hour > $1 and h.issue_id is not null group by 1, 2, 3 order by 1, 2
        """);

    private readonly string _ranked = store.Database.Sql("select part, issue_id, trend from $.issue where trend <> 0 and merged_into is null");

    private readonly string _rank = store.Database.Sql(
        "update $.issue i set trend = u.trend from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as u(part, id, trend) where i.part = u.part and i.issue_id = u.id");

    private readonly string _rankedAt = store.Database.Sql("insert into $.ranking (at) values ($1) on conflict (one) do update set at = excluded.at");

    private readonly string _isOld = store.Database.Sql("select not exists (select from $.ranking where at > $1)");

    /// <summary>Ranks when that was longer ago; of several hosts one does it, the others wait for it.</summary>
    public async ValueTask RefreshAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var now = store.Clock.Now();
        if (await store.ReadAsync((connection, stop) => IsOldAsync(connection, now - maxAge, stop), cancellationToken).ConfigureAwait(false))
        {
            await store.TransactAsync(mayRepeat: true, (transaction, stop) => RefreshAsync(transaction.Connection, now, maxAge, stop), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsOldAsync(NpgsqlConnection connection, DateTimeOffset since, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(_isOld, [Parameter.Of(since.UtcTicks)], row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];

    private async ValueTask<bool> RefreshAsync(NpgsqlConnection connection, DateTimeOffset now, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("select pg_advisory_xact_lock($1)", [Parameter.Of(Terms.Digest("ranking", store.Database.Schema))], cancellationToken).ConfigureAwait(false);
        return await IsOldAsync(connection, now - maxAge, cancellationToken).ConfigureAwait(false) && await RankAsync(connection, now, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> RankAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = (int)IssueLifecycle.HourOf(now) - IssueTrend.RecentHours - IssueTrend.EarlierHours;
        var counts = await connection.QueryLongAsync(
            _counts, [Parameter.Of(first)], row => (Part: row.GetInt16(0), Issue: row.GetInt64(1), Hour: row.GetInt32(2), Events: row.GetInt64(3)), cancellationToken).ConfigureAwait(false);
        var ranked = await connection.QueryLongAsync(_ranked, [], row => (Part: row.GetInt16(0), Issue: row.GetInt64(1), Trend: row.GetInt64(2)), cancellationToken).ConfigureAwait(false);
        var before = ranked.ToDictionary(row => (row.Part, row.Issue), row => row.Trend);
        var after = counts
            .GroupBy(row => (row.Part, row.Issue))
            .ToDictionary(group => group.Key, group => IssueTrend.Rank(group.Select(row => KeyValuePair.Create(row.Hour, row.Events)), now));
        var changed = before.Keys.Union(after.Keys)
            .Select(key => (key.Part, key.Issue, Before: before.GetValueOrDefault(key), After: after.GetValueOrDefault(key)))
            .Where(row => row.Before != row.After)
            .OrderBy(row => (row.Part, row.Issue))
            .ToList();
        await connection.ExecuteLongAsync(
            _rank,
            [
                Parameter.Of(changed.Select(row => row.Part).ToArray()),
                Parameter.Of(changed.Select(row => row.Issue).ToArray()),
                Parameter.Of(changed.Select(row => row.After).ToArray()),
            ],
            cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(_rankedAt, [Parameter.Of(now.UtcTicks)], cancellationToken).ConfigureAwait(false);
        return true;
    }
}
