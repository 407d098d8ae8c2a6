using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>The timers and the claims on them.</summary>
internal sealed class TimerTable(PostgreSqlStore store)
{
    private static readonly string Last = DateTime.MaxValue.Ticks.ToString(CultureInfo.InvariantCulture);

    // Claims of a kind wait for each other here, so that it is only commits that they can meet.
    private readonly string _turn = store.Database.Sql("select pg_advisory_xact_lock(hashtextextended($1 || encode($2, 'hex'), 0))");

    // Each is looked up by its key, and once: joined as the planner likes, without statistics, all that is due was gone through again for each of them.
    // Of what a commit changed after this began nothing is claimed, as the other half of the commit was seen as it was before; the last row says so.
    private readonly string _claim = store.Database.Sql($"""
        with due as materialized (
            select t.part, t.project_id, t.key, t.xmin as version from $.timer t
            where t.kind = $1 and t.due_at <= (select $.now_ticks($5)) and t.lease_until <= (select $.now_ticks($5))
            order by t.due_at, t.project_id, t.key limit $2),
        held as materialized (
            select locked.place from (select * from due order by project_id, key) as d
            cross join lateral (
                select t.ctid as place from $.timer t where t.part = d.part and t.project_id = d.project_id and t.kind = $1 and t.key = d.key and t.xmin = d.version for update) as locked),
        claimed as (
            update $.timer t set epoch = nextval('$.timer_epoch'), attempt = t.attempt + 1, owner = $3, lease_until = least($.now_ticks($5) + $4, {Last})
            from held h where t.ctid = h.place and (select count(*) from held) = (select count(*) from due)
            returning t.project_id, t.key, t.due_at, t.attempt, t.payload, t.epoch, t.lease_until)
        select * from claimed union all
        select null, null, null, null, null, null, null where (select count(*) from held) < (select count(*) from due)
        """);

    // What is not held is not locked either, so that who looks for due timers does not take it for claimed.
    private readonly string _lock = store.Database.Sql("""
        select t.lease_until from $.timer t join unnest($3, $4, $5) as c(kind, key, epoch) on t.kind = c.kind and t.key = c.key and t.epoch = c.epoch
        where t.part = $1 and t.project_id = $2 and t.lease_until > (select $.now_ticks($6))
        order by t.kind, t.key for update of t
        """);

    // In the order in which claims hold them, so that nobody waits in a circle.
    private readonly string _hold = store.Database.Sql("""
        select from (select * from unnest($3, $4) as named(kind, key) order by kind, key) as n
        cross join lateral (select from $.timer t where t.part = $1 and t.project_id = $2 and t.kind = n.kind and t.key = n.key for update) as held
        """);

    private readonly string _remove = store.Database.Sql("""
        delete from $.timer t using unnest($3, $4) as gone(kind, key) where t.part = $1 and t.project_id = $2 and t.kind = gone.kind and t.key = gone.key
        """);

    private readonly string _set = store.Database.Sql("""
        insert into $.timer (part, project_id, kind, key, due_at, attempt, payload)
        select $1, $2, n.kind, n.key, n.due_at, n.attempt, n.payload from unnest($3, $4, $5, $6, $7) as n(kind, key, due_at, attempt, payload) order by n.kind, n.key
        on conflict (part, project_id, kind, key) do update set
            due_at = excluded.due_at, attempt = excluded.attempt, payload = excluded.payload, epoch = 0, owner = null, lease_until = 0
        """);

    /// <summary>Claims what is due, the longest due first, of the timers as they all were at one moment: of a commit meanwhile a claim sees all or nothing.</summary>
    public async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken)
    {
        var claims = await store.TransactAsync(
            mayRepeat: true,
            async (transaction, _) =>
            {
                await using var batch = transaction.Batch();
                batch.Add(_turn, Parameter.Of($"monitoring claims {store.Database.Schema} "), Parameter.Of(OrdinalText.Encode(kind)));
                batch.Add(
                    _claim, Parameter.Of(OrdinalText.Encode(kind)), Parameter.Of(max), Parameter.Of(OrdinalText.Encode(owner)), LeaseTable.Lasting(leaseFor), store.Clock.Parameter());
                transaction.EndWith(batch);
                return await ReadClaimsAsync(batch, kind).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return [.. claims.OrderBy(claim => claim.DueAt).ThenBy(claim => claim.Partition.Value).ThenBy(claim => claim.Timer.Key, StringComparer.Ordinal)];
    }

    /// <summary>Keeps the timers of claims that are held as they are until the transaction ends, and answers until when each is held.</summary>
    public void Lock(NpgsqlBatch batch, Partition partition, IReadOnlyCollection<TimerClaim> claims) => batch.Add(
        _lock,
        Parameter.Of(Parts.Of(partition.Value)),
        Parameter.Of(partition.Value),
        Parameter.Of([.. claims.Select(claim => OrdinalText.Encode(claim.Timer.Kind))]),
        Parameter.Of([.. claims.Select(claim => OrdinalText.Encode(claim.Timer.Key))]),
        Parameter.Of([.. claims.Select(claim => claim.Epoch)]),
        store.Clock.Parameter());

    /// <summary>Reads the answer to <see cref="Lock"/>: until when all of them are held, zero when one is not.</summary>
    public static async ValueTask<long> ReadLockedAsync(NpgsqlDataReader reader, int count, CancellationToken cancellationToken)
    {
        var (held, until) = (0, long.MaxValue);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            held++;
            until = Math.Min(until, reader.GetInt64(0));
        }

        return held == count ? until : 0;
    }

    /// <summary>Takes the locks of the timers that a commit will remove and set, as far as they are there.</summary>
    public void Hold(NpgsqlBatch batch, Partition partition, IReadOnlyCollection<TimerKey> timers) => batch.Add(
        _hold,
        Parameter.Of(Parts.Of(partition.Value)),
        Parameter.Of(partition.Value),
        Parameter.Of([.. timers.Select(timer => OrdinalText.Encode(timer.Kind))]),
        Parameter.Of([.. timers.Select(timer => OrdinalText.Encode(timer.Key))]));

    public void Remove(NpgsqlBatch batch, Partition partition, IReadOnlyCollection<TimerKey> timers) => batch.Add(
        _remove,
        Parameter.Of(Parts.Of(partition.Value)),
        Parameter.Of(partition.Value),
        Parameter.Of([.. timers.Select(timer => OrdinalText.Encode(timer.Kind))]),
        Parameter.Of([.. timers.Select(timer => OrdinalText.Encode(timer.Key))]));

    public void Set(NpgsqlBatch batch, Partition partition, ImmutableArray<TimerSchedule> timers) => batch.Add(
        _set,
        Parameter.Of(Parts.Of(partition.Value)),
        Parameter.Of(partition.Value),
        Parameter.Of([.. timers.Select(timer => OrdinalText.Encode(timer.Timer.Kind))]),
        Parameter.Of([.. timers.Select(timer => OrdinalText.Encode(timer.Timer.Key))]),
        Parameter.Of([.. timers.Select(timer => timer.DueAt.UtcTicks)]),
        Parameter.Of([.. timers.Select(timer => timer.Attempts)]),
        Parameter.Of([.. timers.Select(timer => timer.Payload.ToArray())]));

    private static async ValueTask<List<TimerClaim>> ReadClaimsAsync(NpgsqlBatch batch, string kind)
    {
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        await reader.NextResultAsync().ConfigureAwait(false);
        var claims = new List<TimerClaim>();
        var isLost = false;
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            if (reader.IsDBNull(0))
            {
                isLost = true;
                continue;
            }

            claims.Add(new TimerClaim
            {
                Partition = reader.Partition(0),
                Timer = new TimerKey { Kind = kind, Key = reader.Text(1) },
                DueAt = reader.Instant(2),
                Attempt = reader.GetInt32(3),
                Payload = reader.Bytes(4),
                Epoch = reader.GetInt64(5),
                LeaseUntil = reader.Instant(6),
            });
        }

        await reader.NextResultAsync().ConfigureAwait(false);
        return isLost ? throw new LostRaceException("A commit changed timers that were about to be claimed.") : claims;
    }
}
