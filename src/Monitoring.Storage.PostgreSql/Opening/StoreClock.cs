using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Storage.PostgreSql.Opening;

/// <summary>
/// The store's clock: that of the database, which all hosts share. Where the host has another <see cref="TimeProvider"/> than the system's, as tests do, it is this one.
/// </summary>
internal sealed class StoreClock(TimeProvider time)
{
    /// <summary>The parameter that statements hand to <c>$.now_ticks</c>: an instant as UTC ticks, or null for the database's own.</summary>
    public NpgsqlParameter Parameter() => new() { Value = time == TimeProvider.System ? DBNull.Value : time.GetUtcNow().UtcTicks, NpgsqlDbType = NpgsqlDbType.Bigint };
}
