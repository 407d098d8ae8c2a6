namespace Monitoring.ErrorTracking.Decoding;

/// <summary>Bounds how many bytes all requests together hold in memory.</summary>
internal sealed class ByteBudget(long total)
{
    private const long CollectAfter = 256L * 1024 * 1024;

    private long _used;
    private long _dropped;

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

    /// <summary>
    /// Counts bytes of huge arrays that nobody uses any more. The collector would let far more of them lie than the budget
    /// allows to live, so it is called each time that a good many have come together.
    /// </summary>
    public void Drop(int bytes)
    {
        var dropped = Interlocked.Add(ref _dropped, bytes);
        if (dropped / CollectAfter != (dropped - bytes) / CollectAfter)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
