using System.Collections.Immutable;
using Monitoring.ErrorTracking.Metrics.Rolling;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Writing;
using Monitoring.ErrorTracking.Scrubbing.Passes;

namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>Adds points to their series, durably.</summary>
internal sealed class MetricRecorder(MetricAdmissions admissions, RollupQueue<MetricRollup> queue)
{
    /// <summary>Records points.</summary>
    /// <param name="project">The project.</param>
    /// <param name="points">The points.</param>
    /// <param name="scrubber">What their texts go through.</param>
    /// <param name="sentAt">When they were sent, by the sender's clock.</param>
    /// <param name="receivedAt">When they came.</param>
    /// <param name="requestId">By what a repetition is known; null when it is not.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<MetricRecording> RecordAsync(
        ProjectId project,
        IReadOnlyList<MetricPoint> points,
        Scrubber scrubber,
        DateTimeOffset? sentAt,
        DateTimeOffset receivedAt,
        ulong? requestId,
        CancellationToken cancellationToken)
    {
        var admitted = points.Select(point => admissions.Admit(project, point, scrubber, sentAt, receivedAt)).ToImmutableArray();
        var values = new Dictionary<(RollupSeries Series, DateTimeOffset Hour), (MetricRollup Value, List<int> Places)>();
        for (var place = 0; place < admitted.Length; place++)
        {
            if (admitted[place].Point is { } point)
            {
                Add(values, place, point, scrubber);
            }
        }

        var order = values.ToList();
        ImmutableArray<RollupDelta<MetricRollup>> deltas =
            [.. order.Select(pair => new RollupDelta<MetricRollup> { Series = pair.Key.Series, At = pair.Key.Hour, Value = pair.Value.Value })];
        var answer = await queue.AddAsync(project, deltas, requestId, cancellationToken).ConfigureAwait(false);
        var others = answer.Others.SelectMany(delta => order[delta].Value.Places).ToHashSet();
        return new MetricRecording
        {
            Outcome = answer.Outcome,
            Admissions = others.Count == 0 ? admitted : [.. admitted.Select((one, place) => others.Contains(place) ? one with { Reason = MetricReasons.TooManySeries } : one)],
        };
    }

    private static void Add(
        Dictionary<(RollupSeries Series, DateTimeOffset Hour), (MetricRollup Value, List<int> Places)> values, int place, MetricPoint point, Scrubber scrubber)
    {
        var at = point.Timestamp!.Value;
        var key = (MetricKinds.Series(point.Name, point.Type, point.Unit, point.Tags), RollupSpan.Hour.Of(at));
        if (!values.TryGetValue(key, out var entry))
        {
            values[key] = entry = (new MetricRollup(), []);
        }

        entry.Places.Add(place);
        if (point.IsSummary)
        {
            entry.Value.AddSummary(point.Values.AsSpan(), at);
        }

        foreach (var value in point.IsSummary ? [] : point.Values)
        {
            entry.Value.Add(value, at);
        }

        foreach (var member in point.Members)
        {
            entry.Value.AddMember(scrubber.UserHash("metric", member));
        }
    }
}
