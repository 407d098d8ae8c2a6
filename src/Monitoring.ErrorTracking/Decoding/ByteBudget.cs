namespace Monitoring.ErrorTracking.Decoding;

/// <summary>Bounds how many bytes all requests together hold in memory.</summary>
internal sealed class ByteBudget(long total)
{
    private long _used;

    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes bytes out of the budget, if there are as many left.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= total)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref _used, -bytes);
}
