namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>What a host has kept of a project in an hour.</summary>
internal sealed class HourBudget(long hour)
{
    private long _payloads;
    private long _bytes;
    private long _leftOut;

    public long Hour => hour;

    public long Payloads => Volatile.Read(ref _payloads);

    public long Bytes => Volatile.Read(ref _bytes);

    public long LeftOut => Volatile.Read(ref _leftOut);

    public void Keep() => Interlocked.Increment(ref _payloads);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void LeaveOut() => Interlocked.Increment(ref _leftOut);
}
