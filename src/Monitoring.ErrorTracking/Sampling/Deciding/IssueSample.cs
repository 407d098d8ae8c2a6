namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>What a host knows of the events of a hash within an hour. Its fields are changed without locks.</summary>
internal sealed class IssueSample(ProjectId project, GroupingHash hash, long hour, long keptAt)
{
    private long _count;
    private long _kept;
    private long _keptAt = keptAt;

    /// <summary>When it was last asked for, in ticks.</summary>
    public long SeenAt { get; set; }

    public long Hour => hour;

    /// <summary>When an event was last kept, in ticks; 0 when none was.</summary>
    public long KeptAt => Volatile.Read(ref _keptAt);

    public long Kept => Volatile.Read(ref _kept);

    public bool Is(ProjectId otherProject, GroupingHash otherHash) => project == otherProject && hash == otherHash;

    /// <summary>Counts an event; the first one is 1.</summary>
    public long Count() => Interlocked.Increment(ref _count);

    /// <summary>Whether the last kept event is too old, and the caller is the one that keeps the next.</summary>
    public bool TryRenew(long now, long every)
    {
        var last = KeptAt;
        return now - last >= every && Interlocked.CompareExchange(ref _keptAt, now, last) == last;
    }

    public void Keep(long now)
    {
        Interlocked.Increment(ref _kept);
        Volatile.Write(ref _keptAt, now);
    }
}
