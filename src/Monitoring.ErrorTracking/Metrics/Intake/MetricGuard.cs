using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>
/// Bounds what senders may name on a day, as this host has seen it: metrics of a project, values of a tag, series of a metric. What is stored is bounded for all
/// hosts together by its kind; this one says why.
/// </summary>
internal sealed class MetricGuard
{
    public const int MaxNames = 500;
    public const int MaxTagValues = 100;
    public const int MaxSeriesOfName = 500;

    /// <summary>The value that takes in those beyond <see cref="MaxTagValues"/>.</summary>
    public const string OtherValue = "<< other >>";

    private const int MaxProjects = 1_000;

    private readonly ConcurrentDictionary<ProjectId, Day> _projects = new();

    /// <summary>Sees a point.</summary>
    /// <param name="project">The project.</param>
    /// <param name="at">When it is.</param>
    /// <param name="name">Its metric.</param>
    /// <param name="tags">Its tags; what is beyond a bound is changed.</param>
    /// <returns>Which bound it is beyond; null when it is beyond none.</returns>
    public string? See(ProjectId project, DateTimeOffset at, string name, ref ImmutableArray<MetricTag> tags)
    {
        if (!_projects.ContainsKey(project) && _projects.Count >= MaxProjects)
        {
            _projects.Clear();
        }

        var date = at.UtcTicks / TimeSpan.TicksPerDay;
        var day = _projects.AddOrUpdate(project, _ => new Day(date), (_, known) => known.Date >= date ? known : new Day(date));
        lock (day)
        {
            return day.See(name, ref tags);
        }
    }

    private sealed class Day(long date)
    {
        private readonly Dictionary<string, Metric> _metrics = new(StringComparer.Ordinal);

        public long Date => date;

        public string? See(string name, ref ImmutableArray<MetricTag> tags)
        {
            if (!_metrics.TryGetValue(name, out var metric))
            {
                if (_metrics.Count >= MaxNames)
                {
                    return MetricReasons.TooManyNames;
                }

                _metrics[name] = metric = new Metric();
            }

            return metric.See(ref tags);
        }
    }

    private sealed class Metric
    {
        private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.Ordinal);
        private readonly HashSet<string> _series = new(StringComparer.Ordinal);

        public string? See(ref ImmutableArray<MetricTag> tags)
        {
            string? reason = null;
            for (var i = 0; i < tags.Length; i++)
            {
                if (!_values.TryGetValue(tags[i].Key, out var values))
                {
                    _values[tags[i].Key] = values = new HashSet<string>(StringComparer.Ordinal);
                }

                if (!values.Contains(tags[i].Value) && (values.Count >= MaxTagValues || !values.Add(tags[i].Value)))
                {
                    tags = tags.SetItem(i, tags[i] with { Value = OtherValue });
                    reason = MetricReasons.TooManyTagValues;
                }
            }

            var series = string.Join('\n', tags.Select(tag => $"{tag.Key}={tag.Value}"));
            if (_series.Contains(series) || (_series.Count < MaxSeriesOfName && _series.Add(series)))
            {
                return reason;
            }

            tags = [];
            return MetricReasons.TooManySeries;
        }
    }
}
