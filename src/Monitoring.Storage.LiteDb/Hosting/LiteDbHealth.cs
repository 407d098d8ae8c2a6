using System.Collections.Immutable;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>Says whether the store is open and keeps pace. To ask makes no store, and waits for none.</summary>
internal sealed class LiteDbHealth(LiteDbStore store) : IStoreHealth
{
    // A log that reads keep from being moved into the file; normally it is moved after some 8 MB.
    private const long LargeLog = 256 * 1024 * 1024;

    private const string NotOpened = "The store has not been opened yet; that happens when the host starts, or when the store is first used.";

    public string Name => "litedb";

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        if (store.Current is { } session)
        {
            return new(Check(session));
        }

        // A host that takes no calls while it is not ready would never come back without this.
        store.ReopenSoon();
        return new(new StoreHealth { Status = StoreHealthStatus.Unhealthy, Description = store.Refusal?.Message ?? NotOpened });
    }

    private static StoreHealth Check(StoreSession session)
    {
        var figures = session.Figures();
        var problems = session.Problems;
        if (figures.GetValueOrDefault("log_bytes") > LargeLog)
        {
            problems = [.. problems, $"The log of the database has grown to {figures["log_bytes"]} bytes: a read does not end, or a backup takes long."];
        }

        return new StoreHealth
        {
            Status = problems.Count == 0 ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded,
            Description = string.Join(' ', problems),
            Figures = figures,
        };
    }
}
