using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>
/// Admits at most a number of events in any span of a length. What was admitted is remembered in at most 65 steps: events
/// within a 64th of the span count as one step, which is forgotten when its last event is old enough. So the limit is never exceeded,
/// a burst is forgotten exactly one span later, and under a steady stream at most a 64th of the span is given away.
/// </summary>
internal sealed class RateWindow(KeyRateLimit limit)
{
    private const int StepsPerWindow = 64;

    private readonly Queue<Step> _steps = new();
    private readonly Lock _lock = new();
    private readonly long _stepTicks = limit.Window.Ticks / StepsPerWindow;
    private Step? _newest;
    private long _admitted;

    public KeyRateLimit Limit => limit;

    /// <summary>Whether an event fits now; if so it counts.</summary>
    /// <param name="now">The time since any fixed instant.</param>
    /// <param name="wait">When it does not fit, after how long one will.</param>
    public bool TryAdmit(TimeSpan now, out TimeSpan wait)
    {
        lock (_lock)
        {
            Forget(now);
            if (_admitted >= limit.Count)
            {
                wait = _steps.Peek().Last + limit.Window - now;
                return false;
            }

            Count(now, 1);
            wait = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Whether all that was admitted is forgotten.</summary>
    public bool IsIdle(TimeSpan now)
    {
        lock (_lock)
        {
            Forget(now);
            return _admitted == 0;
        }
    }

    /// <summary>What was admitted within the span that ends now.</summary>
    public long Admitted(TimeSpan now)
    {
        lock (_lock)
        {
            Forget(now);
            return _admitted;
        }
    }

    /// <summary>After how long at most so much of what was admitted is remembered.</summary>
    public TimeSpan WaitFor(TimeSpan now, long remembered)
    {
        lock (_lock)
        {
            Forget(now);
            var over = _admitted - Math.Max(0, remembered);
            foreach (var step in _steps)
            {
                if (over <= 0)
                {
                    break;
                }

                over -= step.Count;
                if (over <= 0)
                {
                    return step.Last + limit.Window - now;
                }
            }

            return TimeSpan.Zero;
        }
    }

    /// <summary>Counts what was admitted by whoever knows another limit.</summary>
    public void Add(TimeSpan now, long quantity)
    {
        lock (_lock)
        {
            Forget(now);
            Count(now, quantity);
        }
    }

    /// <summary>Takes back what was admitted last.</summary>
    public void Return(long quantity)
    {
        lock (_lock)
        {
            var taken = Math.Min(quantity, _newest is not null && _steps.Count > 0 ? _newest.Count : 0);
            _admitted -= taken;
            if (_newest is not null)
            {
                _newest.Count -= taken;
            }
        }
    }

    private void Forget(TimeSpan now)
    {
        while (_steps.TryPeek(out var oldest) && oldest.Last + limit.Window <= now)
        {
            _admitted -= _steps.Dequeue().Count;
        }
    }

    private void Count(TimeSpan now, long quantity)
    {
        if (_steps.Count == 0 || _newest is null || (now - _newest.First).Ticks >= _stepTicks)
        {
            _newest = new Step { First = now };
            _steps.Enqueue(_newest);
        }

        _newest.Last = now;
        _newest.Count += quantity;
        _admitted += quantity;
    }

    private sealed class Step
    {
        public TimeSpan First { get; init; }

        public TimeSpan Last { get; set; }

        public long Count { get; set; }
    }
}
