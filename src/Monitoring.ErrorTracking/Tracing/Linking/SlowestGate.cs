using System.Collections.Concurrent;
using Monitoring.ErrorTracking.Tracing.Rolling;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>
/// Lets through the transactions that are among the slowest of their name and hour when they come, by what this host has seen: of n in any order some
/// 10 + 10 ln(n / 10).
/// </summary>
internal sealed class SlowestGate
{
    private const int MaxSeries = 20_000;

    private readonly ConcurrentDictionary<(ProjectId Project, string Name, string Operation, string Environment), Slowest> _series = new();

    public bool Passes(ProjectId project, TraceTransaction transaction)
    {
        var key = (project, transaction.Name, transaction.Operation, transaction.Environment);
        if (!_series.TryGetValue(key, out var series))
        {
            if (_series.Count >= MaxSeries)
            {
                // What was seen is forgotten; then a few more pass than should.
                _series.Clear();
            }

            series = _series.GetOrAdd(key, _ => new Slowest());
        }

        return series.Passes(transaction.Sample);
    }

    private sealed class Slowest
    {
        private readonly PriorityQueue<double, double> _durations = new();
        private long _hour;

        public bool Passes(TransactionSample sample)
        {
            lock (_durations)
            {
                var hour = sample.At.UtcTicks / TimeSpan.TicksPerHour;
                if (hour != _hour)
                {
                    _durations.Clear();
                    _hour = hour;
                }

                if (_durations.Count >= SlowestSamples.Most && _durations.Peek() >= sample.Milliseconds)
                {
                    return false;
                }

                _durations.Enqueue(sample.Milliseconds, sample.Milliseconds);
                if (_durations.Count > SlowestSamples.Most)
                {
                    _durations.Dequeue();
                }

                return true;
            }
        }
    }
}
