namespace Monitoring.Storage.LiteDb;

/// <summary>
/// Lets a few reads run at once. LiteDB allows 100 transactions, reads included, and each of them keeps its log from
/// shrinking; a read therefore takes all it needs inside the gate and lets nothing lazy out.
/// </summary>
internal sealed class ReadGate : IDisposable
{
    private const int Width = 16;

    private readonly SemaphoreSlim _slots = new(Width, Width);

    public async ValueTask<T> RunAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return read();
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
