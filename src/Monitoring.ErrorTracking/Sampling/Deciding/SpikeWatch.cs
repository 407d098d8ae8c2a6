namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>Whether much more comes in than usual: as all hosts have agreed on, or as this host sees by itself in the seconds before.</summary>
internal sealed class SpikeWatch
{
    private readonly Lock _lock = new();
    private long _hour;
    private long _counted;
    private SpikeState _state = new();

    /// <summary>What is known; set by whoever watches over all hosts.</summary>
    public SpikeState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    public bool IsOn
    {
        get
        {
            var state = State;
            return state.Since is not null || (state.Limit is { } limit && state.Hour == Volatile.Read(ref _hour) && state.Others + Volatile.Read(ref _counted) > limit);
        }
    }

    /// <summary>What this host has counted in an hour.</summary>
    public long Counted(long hour) => Volatile.Read(ref _hour) == hour ? Volatile.Read(ref _counted) : 0;

    /// <summary>Counts an event.</summary>
    public void Count(long hour)
    {
        if (Volatile.Read(ref _hour) != hour)
        {
            Begin(hour);
        }

        Interlocked.Increment(ref _counted);
    }

    private void Begin(long hour)
    {
        lock (_lock)
        {
            if (_hour < hour)
            {
                Volatile.Write(ref _counted, 0);
                Volatile.Write(ref _hour, hour);
            }
        }
    }
}
