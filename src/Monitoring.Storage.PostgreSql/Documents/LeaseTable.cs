using System.Globalization;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>The leases. A lease that was given back stays, run out, so that its epoch never falls.</summary>
internal sealed class LeaseTable(PostgreSqlStore store)
{
    private static readonly string Last = DateTime.MaxValue.Ticks.ToString(CultureInfo.InvariantCulture);

    // The clock is asked anew where it counts: the row's lock may have been waited for.
    private readonly string _acquire = store.Database.Sql($"""
        insert into $.lease as held (name, owner, epoch, until) values ($1, $2, 1, least($.now_ticks($4) + $3, {Last}))
        on conflict (name) do update set
            owner = excluded.owner,
            epoch = held.epoch + case when held.owner = excluded.owner and held.until > $.now_ticks($4) then 0 else 1 end,
            until = least($.now_ticks($4) + $3, {Last})
        where held.owner = excluded.owner or held.until <= $.now_ticks($4)
        returning epoch, until
        """);

    private readonly string _release = store.Database.Sql("update $.lease set until = 0 where name = $1 and owner = $2 and epoch = $3 and until > $.now_ticks($4)");

    private readonly string _lock = store.Database.Sql("select owner, epoch, until from $.lease where name = $1 for share");

    /// <summary>How long a lease is to last, which may be longer than the calendar goes, so that a sum with an instant fits.</summary>
    public static NpgsqlParameter Lasting(TimeSpan leaseFor) => Parameter.Of(Math.Min(leaseFor.Ticks, DateTime.MaxValue.Ticks));

    public ValueTask<Lease?> AcquireAsync(string name, string owner, TimeSpan leaseFor, CancellationToken cancellationToken) => store.TransactAsync<Lease?>(
        mayRepeat: true,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            batch.Add(_acquire, Parameter.Of(OrdinalText.Encode(name)), Parameter.Of(OrdinalText.Encode(owner)), Lasting(leaseFor), store.Clock.Parameter());
            await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            return await reader.ReadAsync(cancellation).ConfigureAwait(false)
                ? new Lease { Name = name, Owner = owner, Epoch = reader.GetInt64(0), Until = reader.Instant(1) }
                : null;
        },
        cancellationToken);

    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => await store.TransactAsync(
        mayRepeat: true,
        async (transaction, cancellation) =>
        {
            await using var batch = transaction.Batch();
            batch.Add(_release, Parameter.Of(OrdinalText.Encode(lease.Name)), Parameter.Of(OrdinalText.Encode(lease.Owner)), Parameter.Of(lease.Epoch), store.Clock.Parameter());
            return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Keeps a lease as it is until the transaction ends, and answers with it.</summary>
    public void Lock(NpgsqlBatch batch, Lease fence) => batch.Add(_lock, Parameter.Of(OrdinalText.Encode(fence.Name)));

    /// <summary>Reads the answer to <see cref="Lock"/>: until when the fence is held, zero when it is not.</summary>
    public static async ValueTask<long> ReadLockedAsync(NpgsqlDataReader reader, Lease fence, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && reader.Text(0) == fence.Owner && reader.GetInt64(1) == fence.Epoch ? reader.GetInt64(2) : 0;
}
