using System.Collections.Concurrent;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>
/// The rate limits of client keys. Events of the categories <c>default</c>, <c>error</c> and <c>security</c> count together, as SDKs expect.
/// </summary>
/// <remarks>
/// Each host counts for itself: with several replicas behind a balancer a key may report up to its limit at each of them.
/// </remarks>
internal sealed class KeyQuotas(TimeProvider timeProvider)
{
    private const int Sweep = 10_000;

    private readonly ConcurrentDictionary<PublicKey, RateWindow> _windows = new();
    private readonly long _start = timeProvider.GetTimestamp();
    private int _sweepAt = Sweep;

    /// <summary>How many keys are remembered.</summary>
    public int Tracked => _windows.Count;

    /// <summary>Whether an event of the key fits its limit now; if so it counts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="wait">When it does not fit, after how long one will.</param>
    public bool TryAdmit(ClientKey key, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (key.RateLimit is not { } limit)
        {
            return true;
        }

        var now = timeProvider.GetElapsedTime(_start);
        return FindWindow(key.PublicKey, limit, now).TryAdmit(now, out wait);
    }

    /// <summary>Takes back what was admitted just now and does not count after all.</summary>
    public void Return(ClientKey key, bool isEvent)
    {
        if (isEvent && key.RateLimit is not null && _windows.TryGetValue(key.PublicKey, out var window))
        {
            window.Return(1);
        }
    }

    private RateWindow FindWindow(PublicKey key, KeyRateLimit limit, TimeSpan now)
    {
        if (_windows.TryGetValue(key, out var known) && known.Limit == limit)
        {
            return known;
        }

        if (_windows.Count > Volatile.Read(ref _sweepAt))
        {
            ForgetIdle(now);
        }

        return _windows.AddOrUpdate(
            key,
            static (_, limit) => new RateWindow(limit),
            static (_, known, limit) => known.Limit == limit ? known : new RateWindow(limit),
            limit);
    }

    private void ForgetIdle(TimeSpan now)
    {
        foreach (var (key, window) in _windows)
        {
            if (window.IsIdle(now))
            {
                _windows.TryRemove(KeyValuePair.Create(key, window));
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(Sweep, 2 * _windows.Count));
    }
}
