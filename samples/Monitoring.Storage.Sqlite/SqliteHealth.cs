using System.Collections.Immutable;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite;

/// <summary>Says whether the database takes writes, by taking a turn at it.</summary>
internal sealed class SqliteHealth(SqliteDatabase database) : IStoreHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    public string Name => "sqlite";

    public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var pages = await database.WriteAsync(session => session.Number("pragma page_count") ?? 0, patience.Token).ConfigureAwait(false);
            return new StoreHealth { Status = StoreHealthStatus.Healthy, Figures = ImmutableDictionary<string, long>.Empty.Add("pages", pages) };
        }
        catch (OperationCanceledException)
        {
            return new StoreHealth { Status = StoreHealthStatus.Degraded, Description = $"Writes wait longer than {Patience.TotalSeconds} s for their turn." };
        }
        catch (MonitoringException exception)
        {
            return new StoreHealth { Status = StoreHealthStatus.Unhealthy, Description = exception.Message };
        }
    }
}
