using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Ranking;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;

namespace Monitoring.Storage.PostgreSql.Errors.Retention;

/// <summary>What one of the hosts does now and then: makes the partitions of the days to come, ranks issues by their trend, and drops the partitions that nobody keeps.</summary>
internal sealed class Upkeep(PostgreSqlStore store, Partitions partitions, TrendRanking ranking)
{
    private const string Kept = "e.received >= coalesce((select p.events_from from $.project p where p.part = $.home(e.project_id) and p.project_id = e.project_id), 0)";

    // Asks for the events wherever they are: those of a day may have moved to a partition of their own while its segments have not yet.
    private readonly string _emptyOther = store.Database.Sql(
        $"""
        delete from $.event_other e where not ({Kept});
        delete from $.segment_other g where not exists (
          select from $.event e where e.part = g.part and e.project_id = g.project_id and e.segment_id = g.segment_id
            and e.received >= g.day * {TimeSpan.TicksPerDay} and e.received < (g.day + 1) * {TimeSpan.TicksPerDay});
        """);

    /// <summary>Does it all, unless another host is at it.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var turn = await store.Database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await turn.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var mine = await turn.QueryAsync(
            "select pg_try_advisory_xact_lock($1)", [Parameter.Of(Terms.Digest("upkeep", store.Database.Schema))], row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false);
        if (!mine[0])
        {
            return;
        }

        var now = store.Clock.Now();
        await MakePartitionsAsync(Hours.DayOf(now), cancellationToken).ConfigureAwait(false);
        await ranking.RefreshAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);

        // An archive or a move that is being read may need what nobody keeps.
        var isFree = await turn.QueryAsync(
            "select pg_try_advisory_xact_lock(hashtextextended($1, 0))", [Parameter.Of(Snapshot.Hold(store.Database.Schema))], row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false);
        if (isFree[0])
        {
            await DropPartitionsAsync(Hours.DayOf(now), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MakePartitionsAsync(int today, CancellationToken cancellationToken)
    {
        foreach (var table in (string[])["seen", "event", "segment"])
        {
            await partitions.EnsureAsync(table, [today, today + 1, today + 2], today, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask DropPartitionsAsync(int today, CancellationToken cancellationToken)
    {
        var oldest = today;
        foreach (var (name, day) in (await partitions.ListAsync("event", cancellationToken).ConfigureAwait(false)).Where(partition => partition.Day < today - 1).OrderBy(partition => partition.Day))
        {
            if (await IsKeptAsync(name, cancellationToken).ConfigureAwait(false))
            {
                oldest = Math.Min(oldest, day);
                continue;
            }

            await partitions.DropAsync("event", name, day, cancellationToken).ConfigureAwait(false);
            await partitions.DropAsync("segment", Partitions.Name("segment", day, day), day, cancellationToken).ConfigureAwait(false);
            Log.Dropped(store.Logger, name);
        }

        // An id is found by the day on which it was taken, which is not before that of its receipt but for clocks that are ahead by a day.
        foreach (var (name, day) in (await partitions.ListAsync("seen", cancellationToken).ConfigureAwait(false)).Where(partition => partition.Day < oldest - 2))
        {
            await partitions.DropAsync("seen", name, day, cancellationToken).ConfigureAwait(false);
            Log.Dropped(store.Logger, name);
        }

        await using var connection = await store.Database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteLongAsync(_emptyOther, [], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsKeptAsync(string partition, CancellationToken cancellationToken)
    {
        await using var connection = await store.Database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var kept = await connection.QueryLongAsync(
            store.Database.Sql($"select exists (select from $.{partition} e where {Kept} and exists (select from $.hash h where h.part = $.home(e.project_id) and h.hash_id = e.hash_id))"),
            [],
            row => row.GetBoolean(0),
            cancellationToken).ConfigureAwait(false);
        return kept[0];
    }
}
