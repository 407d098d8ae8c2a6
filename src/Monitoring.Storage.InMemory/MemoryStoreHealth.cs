namespace Monitoring.Storage.InMemory;

/// <summary>Memory always serves.</summary>
internal sealed class MemoryStoreHealth : IStoreHealth
{
    public string Name => "memory";

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new StoreHealth { Status = StoreHealthStatus.Healthy });
}
