namespace Monitoring.Core.Logging;

/// <summary>
/// Keeps one message that would be logged again and again from flooding the log: the first passes, what follows within an interval is counted
/// and told once, at the interval's end. After an interval in which nothing happened the next one passes again.
/// </summary>
/// <remarks>Safe to use on many threads. Nothing is lost: what has passed and what was told add up to what has happened.</remarks>
public sealed class FloodGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _interval;
    private readonly Action<long> _summarize;
    private readonly ITimer _timer;
    private long _held;
    private bool _isClosed;
    private bool _isDisposed;

    /// <param name="interval">How long what follows is gathered.</param>
    /// <param name="timeProvider">The time.</param>
    /// <param name="summarize">Logs how many were held back, at least 1. Runs on a timer and must not throw.</param>
    public FloodGate(TimeSpan interval, TimeProvider timeProvider, Action<long> summarize)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(summarize);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        _interval = interval;
        _summarize = summarize;
        _timer = timeProvider.CreateTimer(static gate => ((FloodGate)gate!).EndInterval(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the message is logged by the caller now. Otherwise it is counted and told later.</summary>
    /// <param name="quantity">How many it stands for in the summary, such as events.</param>
    public bool TryPass(long quantity = 1)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                _held += quantity;
                return false;
            }

            // After the end there is no timer that could tell what is held back.
            if (!_isDisposed)
            {
                _isClosed = true;
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }

            return true;
        }
    }

    /// <summary>Tells what is held back.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        long held;
        lock (_lock)
        {
            _isDisposed = true;
            _isClosed = false;
            held = Take();
        }

        Tell(held);
    }

    private void EndInterval()
    {
        long held;
        lock (_lock)
        {
            held = Take();
            _isClosed = held > 0 && !_isDisposed;
            if (_isClosed)
            {
                _timer.Change(_interval, Timeout.InfiniteTimeSpan);
            }
        }

        Tell(held);
    }

    private long Take()
    {
        var held = _held;
        _held = 0;
        return held;
    }

    private void Tell(long held)
    {
        if (held > 0)
        {
            _summarize(held);
        }
    }
}
