namespace Monitoring.Storage.InMemory;

/// <summary>The one lock of a store: each call runs as a whole, one after the other.</summary>
internal sealed class Locked
{
    private readonly Lock _lock = new();

    public ValueTask<T> Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        try
        {
            lock (_lock)
            {
                return ValueTask.FromResult(call());
            }
        }
        catch (Exception exception) when (exception is ArgumentException or MonitoringException)
        {
            return ValueTask.FromException<T>(exception);
        }
    }
}
