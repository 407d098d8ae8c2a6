namespace Monitoring.Core.Signals;

/// <summary>
/// Remembers which position was handled by all at which moment, and gives it out when it has been so long enough. By
/// elapsed time, so that clocks of hosts and signals do not matter.
/// </summary>
internal sealed class TrimPoints(TimeSpan keepFor, TimeProvider timeProvider)
{
    private readonly Queue<(long At, long Position)> _points = new();
    private long _trimmed;

    /// <summary>The last position that was added, or zero.</summary>
    public long Latest { get; private set; }

    /// <param name="handled">The position that all are past now.</param>
    /// <returns>The position up to which signals can be removed; nothing when there is none that was not given out before.</returns>
    public long? Add(long handled)
    {
        Latest = handled;
        var now = timeProvider.GetTimestamp();
        _points.Enqueue((now, handled));
        var old = 0L;
        while (_points.TryPeek(out var point) && timeProvider.GetElapsedTime(point.At, now) >= keepFor)
        {
            old = point.Position;
            _points.Dequeue();
        }

        // A subscription that came later may be behind what others had handled by then.
        var upTo = Math.Min(old, handled);
        if (upTo <= _trimmed)
        {
            return null;
        }

        _trimmed = upTo;
        return upTo;
    }
}
