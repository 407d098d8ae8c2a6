namespace Monitoring.Storage;

/// <summary>Says whether a store can serve. A provider registers one for each store that it provides.</summary>
public interface IStoreHealth
{
    /// <summary>What the store is called in health reports, such as <c>litedb</c>.</summary>
    string Name { get; }

    /// <summary>Looks at the store; returns within a second and does not throw.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default);
}
