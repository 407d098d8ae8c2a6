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

    private readonly string _due = store.Database.Sql("""
        select t.project_id, t.key from $.timer t
        where t.kind = $1 and t.due_at <= (select $.now_ticks($3)) and t.lease_until <= (select $.now_ticks($3))
        order by t.due_at, t.project_id, t.key limit $2
        """);

    private readonly string _claim = store.Database.Sql(Claim("for update skip locked"));

    private readonly string _claimWaiting = store.Database.Sql(Claim("for update"));

    // What is not held is not locked either, so that who looks for due timers does not take it for claimed.
    private readonly string _lock = store.Database.Sql("""
        select t.lease_until from $.timer t join unnest($3, $4, $5) as c(kind, key, epoch) on t.kind = c.kind and t.key = c.key and t.epoch = c.epoch
        where t.part = $1 and t.project_id = $2 and t.lease_until > (select $.now_ticks($6))
        order by t.kind, t.key for update of t
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

    /// <summary>
    /// Claims what is due, the longest due first. Timers that another host claims at the same moment are left to it and others looked for; only then, when there
    /// seem to be none, is waited for it.
    /// </summary>
    public async ValueTask<ImmutableArray<TimerClaim>> ClaimDueAsync(string kind, string owner, TimeSpan leaseFor, int max, CancellationToken cancellationToken)
    {
        var claims = new List<TimerClaim>();
        for (var statement = _claim; claims.Count < max; statement = _claimWaiting)
        {
            var due = await FindDueAsync(kind, max - claims.Count, cancellationToken).ConfigureAwait(false);
            if (due.Count == 0)
            {
                break;
            }

            claims.AddRange(await ClaimAsync(statement, due, kind, owner, leaseFor, cancellationToken).ConfigureAwait(false));
        }

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

    // Each is looked up by its key, and once: joined as the planner likes, without statistics, all that is due was gone through again for each of them.
    private static string Claim(string locking) => $"""
        with due as materialized (
            select c.project_id, c.key from (select * from unnest($3, $4) as named(project_id, key) order by project_id, key) as c
            cross join lateral (
                select from $.timer d where d.part = $1 and d.project_id = c.project_id and d.kind = $2 and d.key = c.key
                    and d.due_at <= (select $.now_ticks($7)) and d.lease_until <= (select $.now_ticks($7)) {locking}) as locked)
        update $.timer t set
            epoch = nextval('$.timer_epoch'), attempt = t.attempt + 1, owner = $5, lease_until = least($.now_ticks($7) + $6, {Last})
        from due
        where t.part = $1 and t.project_id = due.project_id and t.kind = $2 and t.key = due.key
        returning t.project_id, t.key, t.due_at, t.attempt, t.payload, t.epoch, t.lease_until
        """;

    private ValueTask<List<(long Project, byte[] Key)>> FindDueAsync(string kind, int max, CancellationToken cancellationToken) => store.ReadAsync(
        async (connection, cancellation) =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Add(_due, Parameter.Of(OrdinalText.Encode(kind)), Parameter.Of(max), store.Clock.Parameter());
            await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var due = new List<(long, byte[])>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                due.Add((reader.GetInt64(0), reader.Bytes(1)));
            }

            return due;
        },
        cancellationToken);

    private ValueTask<List<TimerClaim>> ClaimAsync(
        string statement, List<(long Project, byte[] Key)> due, string kind, string owner, TimeSpan leaseFor, CancellationToken cancellationToken) => store.TransactAsync(
        mayRepeat: true,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            foreach (var part in due.GroupBy(timer => Parts.Of(timer.Project)).OrderBy(part => part.Key))
            {
                batch.Add(
                    statement,
                    Parameter.Of(part.Key),
                    Parameter.Of(OrdinalText.Encode(kind)),
                    Parameter.Of([.. part.Select(timer => timer.Project)]),
                    Parameter.Of([.. part.Select(timer => timer.Key)]),
                    Parameter.Of(OrdinalText.Encode(owner)),
                    LeaseTable.Lasting(leaseFor),
                    store.Clock.Parameter());
            }

            transaction.EndWith(batch);
            return await ReadClaimsAsync(batch, kind).ConfigureAwait(false);
        },
        cancellationToken);

    private static async ValueTask<List<TimerClaim>> ReadClaimsAsync(NpgsqlBatch batch, string kind)
    {
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        var claims = new List<TimerClaim>();
        do
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
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
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));
        return claims;
    }
}
