using Monitoring.Storage.PostgreSql.Connections;
using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>
/// The store's clock: that of the database, which all hosts share. Where the host has another <see cref="TimeProvider"/> than the system's, as tests do, it is this one.
/// </summary>
internal sealed class StoreClock(TimeProvider time)
{
    private long _ahead;

    /// <summary>The parameter that statements hand to <c>$.now_ticks</c>: an instant as UTC ticks, or null for the database's own.</summary>
    public NpgsqlParameter Parameter() => new() { Value = time == TimeProvider.System ? DBNull.Value : time.GetUtcNow().UtcTicks, NpgsqlDbType = NpgsqlDbType.Bigint };

    /// <summary>The instant by the store's clock, as far as this host knows: its own clock with the difference that <see cref="CompareAsync"/> found.</summary>
    public DateTimeOffset Now() => time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    /// <summary>Finds out how far the database's clock is ahead of the host's.</summary>
    public async ValueTask CompareAsync(Database database, CancellationToken cancellationToken)
    {
        if (time == TimeProvider.System)
        {
            await using var command = database.Source.CreateCommand(database.Sql("select $.now_ticks(null)"));
            var there = (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            Interlocked.Exchange(ref _ahead, there - time.GetUtcNow().UtcTicks);
        }
    }
}
