using System.Collections.Immutable;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Metrics.Reading;
using Monitoring.ErrorTracking.Metrics.Rolling;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>Checks points, scrubs and cleans them, and bounds what they name.</summary>
internal sealed class MetricAdmissions(MetricGuard guard)
{
    public MetricAdmission Admit(ProjectId project, MetricPoint point, Scrubber scrubber, DateTimeOffset? sentAt, DateTimeOffset receivedAt)
    {
        var name = MetricText.Name(scrubber.Text(point.Name));
        if ((name is null ? $"name: must be a text of 1 to {MetricText.MaxNameLength} characters." : FaultOf(point)) is { } fault)
        {
            return new MetricAdmission(null, MetricReasons.Invalid, fault);
        }

        var at = point.Timestamp is { } given ? SenderClock.At(given, sentAt, receivedAt) : receivedAt;
        var tags = Tags(MetricScrubbing.Tags(Distinct(point.Tags), scrubber), out var reason);
        var beyond = guard.See(project, at, name!, ref tags);
        return beyond == MetricReasons.TooManyNames
            ? new MetricAdmission(null, beyond)
            : new MetricAdmission(point with { Name = name!, Unit = MetricText.Unit(scrubber.Text(point.Unit)), Tags = tags, Timestamp = at }, beyond ?? reason);
    }

    private static string? FaultOf(MetricPoint point) =>
        point.Type == MetricType.Set ? point.Members.IsEmpty || point.Members.Length > MetricPoint.MaxValues ? $"members: must be 1 to {MetricPoint.MaxValues} texts." : null
        : point.IsSummary ? MetricRollup.CanAddSummary(point.Values.AsSpan()) ? null : "values: are no summary of a gauge."
        : point.Values.IsEmpty || point.Values.Length > MetricPoint.MaxValues ? $"values: must be 1 to {MetricPoint.MaxValues} numbers."
        : !point.Values.All(QuantileSketch.CanHold) ? "values: must be finite numbers up to a magnitude of 1e288."
        : null;

    private static ImmutableArray<MetricTag> Distinct(ImmutableArray<MetricTag> tags) => tags.IsEmpty ? tags :
    [
        .. tags.Select(tag => new MetricTag { Key = MetricText.Key(tag.Key) ?? "", Value = tag.Value })
            .DistinctBy(tag => tag.Key)
            .OrderBy(tag => tag.Key, StringComparer.Ordinal),
    ];

    /// <summary>The tags that fit, in the order of their keys.</summary>
    private static ImmutableArray<MetricTag> Tags(ImmutableArray<MetricTag> tags, out string? reason)
    {
        var kept = ImmutableArray.CreateBuilder<MetricTag>();
        var length = 0;
        reason = null;
        foreach (var tag in tags)
        {
            var value = MetricText.Value(tag.Value);
            var cost = tag.Key.Length + value.Length + 2;
            if (value.Length == 0 && tag.Key.Length > 0)
            {
                continue;
            }

            if (tag.Key.Length == 0 || kept.Count == MetricText.MaxTags || length + cost > MetricText.MaxTagsLength)
            {
                reason = MetricReasons.TooManyTags;
                continue;
            }

            length += cost;
            kept.Add(tag with { Value = value });
        }

        return kept.ToImmutable();
    }
}
