using Monitoring.Storage.PostgreSql.Opening;

namespace Monitoring.Storage.PostgreSql.Hosting;

/// <summary>Asks the database something that costs it nothing.</summary>
internal sealed class PostgreSqlHealth(PostgreSqlStore store) : IStoreHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    public string Name => "postgresql";

    public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await store.OpenAsync(patience.Token).ConfigureAwait(false);
            await using var command = store.Database.Source.CreateCommand("select 1");
            await command.ExecuteNonQueryAsync(patience.Token).ConfigureAwait(false);
            return new StoreHealth { Status = StoreHealthStatus.Healthy };
        }
        catch (Exception exception) when (exception is OperationCanceledException || exception is StorageUnavailableException || Faults.MayPass(exception))
        {
            var why = exception is OperationCanceledException ? $"The database has not answered within {Patience.TotalMilliseconds:0} ms." : Faults.Translate(exception).Message;
            return new StoreHealth { Status = StoreHealthStatus.Unhealthy, Description = why };
        }
    }
}
