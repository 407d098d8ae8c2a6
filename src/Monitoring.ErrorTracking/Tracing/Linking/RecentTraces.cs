using System.Collections.Concurrent;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>Remembers in which traces this host has seen errors lately.</summary>
internal sealed class RecentTraces(TimeProvider timeProvider)
{
    private const int MaxTraces = 20_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(ProjectId Project, string TraceId), long> _seen = new();

    public void See(ProjectId project, string traceId)
    {
        if (_seen.Count >= MaxTraces)
        {
            Forget();
        }

        _seen[(project, traceId)] = timeProvider.GetTimestamp();
    }

    public bool Contains(ProjectId project, string traceId) =>
        _seen.TryGetValue((project, traceId), out var at) && timeProvider.GetElapsedTime(at) < Lifetime;

    private void Forget()
    {
        foreach (var pair in _seen.Where(pair => timeProvider.GetElapsedTime(pair.Value) >= Lifetime))
        {
            _seen.TryRemove(pair);
        }

        if (_seen.Count >= MaxTraces)
        {
            _seen.Clear();
        }
    }
}
