using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>Says whether the store is open and keeps pace.</summary>
internal sealed class LiteDbHealth(LiteDbStore store) : IStoreHealth
{
    // A log that reads keep from being moved into the file; normally it is moved after some 8 MB.
    private const long LargeLog = 256 * 1024 * 1024;

    public string Name => "litedb";

    public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Check(await store.GetAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (StorageUnavailableException exception)
        {
            return new StoreHealth { Status = StoreHealthStatus.Unhealthy, Description = exception.Message };
        }
    }

    private static StoreHealth Check(StoreSession session)
    {
        var figures = session.Figures();
        var problems = session.Problems;
        if (figures.GetValueOrDefault("log_bytes") > LargeLog)
        {
            problems = [.. problems, $"The log of the database has grown to {figures["log_bytes"]} bytes: a read does not end."];
        }

        return new StoreHealth
        {
            Status = problems.Count == 0 ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded,
            Description = string.Join(' ', problems),
            Figures = figures,
        };
    }
}
