namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Keeps anything from being packed, until it is disposed.</summary>
internal sealed class PackHold(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
