using System.Collections.Concurrent;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Remembers in which traces this host has seen errors lately.</summary>
/// <remarks>The dictionary's own count takes each of its locks, too much for every event.</remarks>
internal sealed class RecentTraces(TimeProvider timeProvider)
{
    private const int MaxTraces = 20_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(ProjectId Project, string TraceId), long> _seen = new();

    private int _added;

    public void See(ProjectId project, string traceId)
    {
        var now = timeProvider.GetTimestamp();
        if (!_seen.TryAdd((project, traceId), now))
        {
            _seen[(project, traceId)] = now;
        }
        else if (Interlocked.Increment(ref _added) == MaxTraces)
        {
            Forget();
        }
    }

    public bool Contains(ProjectId project, string traceId) =>
        _seen.TryGetValue((project, traceId), out var at) && timeProvider.GetElapsedTime(at) < Lifetime;

    private void Forget()
    {
        foreach (var pair in _seen.Where(pair => timeProvider.GetElapsedTime(pair.Value) >= Lifetime))
        {
            _seen.TryRemove(pair);
        }

        if (_seen.Count >= MaxTraces / 2)
        {
            _seen.Clear();
        }

        Volatile.Write(ref _added, _seen.Count);
    }
}
