using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Metrics.Intake;
using Monitoring.ErrorTracking.Metrics.Rolling;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Packing;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Metrics.Answering;

/// <summary>Writes points and answers from their series.</summary>
internal sealed class StoredMetricSeries(
    MetricRecorder recorder,
    RollupReader<MetricRollup> reader,
    ProjectScrubbing scrubbing,
    OutcomeCounters counters,
    IAccessControl access,
    TimeProvider timeProvider) : IMetricSeries
{
    private const int MaxTags = 10;

    private static readonly TimeSpan LongestByHour = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestHours = TimeSpan.FromDays(31);
    private static readonly string Category = DataCategory.TraceMetric.Name();

    public async ValueTask<CommandResult<MetricWriteResult>> AddAsync(
        Actor actor, ProjectId project, ImmutableArray<MetricPoint> points, CancellationToken cancellationToken)
    {
        if (await RefusalAsync<MetricWriteResult>(actor, Permission.WriteMetrics, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (points.IsDefaultOrEmpty || points.Length > IMetricSeries.MaxPoints)
        {
            return CommandResults.Invalid<MetricWriteResult>($"metrics: must be 1 to {IMetricSeries.MaxPoints} points.");
        }

        var scrubber = await scrubbing.GetAsync(project, cancellationToken).ConfigureAwait(false);
        var recording = await recorder.RecordAsync(project, points, scrubber, null, timeProvider.GetUtcNow(), null, cancellationToken).ConfigureAwait(false);
        if (recording.Outcome is RollupOutcome.Full or RollupOutcome.Failed)
        {
            throw new StorageUnavailableException("The points could not be added; try again later.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        Count(project, recording.Admissions);
        var problems = recording.Admissions.Select((one, place) => one.Reason is null ? null : $"metrics[{place}]{Text(one)}").OfType<string>().ToImmutableArray();
        var accepted = recording.Admissions.Count(one => one.Point is not null);
        return accepted == 0
            ? CommandResults.Invalid<MetricWriteResult>(string.Join(' ', problems.Take(5)))
            : CommandResults.Done(new MetricWriteResult { Accepted = accepted, Problems = problems });
    }

    public async ValueTask<CommandResult<Page<MetricInfo>>> ListAsync(Actor actor, ProjectId project, MetricSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (await RefusalAsync<Page<MetricInfo>>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if ((Pages.FindFault(search.Limit) ?? Fault(search.From, search.To)) is { } fault)
        {
            return CommandResults.Invalid<Page<MetricInfo>>(fault);
        }

        var series = await reader.SeriesAsync(project, search.From, search.To, cancellationToken).ConfigureAwait(false);
        var metrics = series.GroupBy(one => (Name: MetricKinds.NameOf(one), Form: MetricKinds.FormOf(one)))
            .Where(metric => metric.Key.Name.Contains(search.Query ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(metric => InfoOf(metric.Key.Name, metric.Key.Form, [.. metric]));
        return RankedPages.Take(metrics, _ => 0, info => $"{info.Name} {info.Type} {info.Unit}", search.Limit, search.Cursor) is { } page
            ? CommandResults.Done(page)
            : Pages.ForeignCursor<Page<MetricInfo>>();
    }

    public async ValueTask<CommandResult<MetricResult>> QueryAsync(Actor actor, ProjectId project, MetricQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await RefusalAsync<MetricResult>(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (Fault(query) is { } fault)
        {
            return CommandResults.Invalid<MetricResult>(fault);
        }

        var all = await reader.SeriesAsync(project, query.From, query.To, cancellationToken).ConfigureAwait(false);
        var forms = all.Where(series => series.Names[0] == query.Name)
            .Select(MetricKinds.FormOf).OfType<(MetricType Type, string Unit)>().Distinct()
            .Where(form => (query.Type ?? form.Type) == form.Type && (query.Unit ?? form.Unit) == form.Unit).Order().ToList();
        return forms.Count switch
        {
            0 => CommandResults.NotFound<MetricResult>("There was no such metric in that time."),
            1 => await ReadAsync(project, query, forms[0].Type, forms[0].Unit, cancellationToken).ConfigureAwait(false),
            _ => CommandResults.Invalid<MetricResult>($"type, unit: several metrics have this name: {string.Join(", ", forms.Select(form => $"{form.Type.Name()} '{form.Unit}'"))}."),
        };
    }

    private async ValueTask<CommandResult<MetricResult>> ReadAsync(
        ProjectId project, MetricQuery query, MetricType type, string unit, CancellationToken cancellationToken)
    {
        var aggregation = query.Aggregation ?? Aggregations.Default(type);
        if (!Aggregations.Fits(type, aggregation))
        {
            return CommandResults.Invalid<MetricResult>($"aggregation: does not fit a {type.Name()}.");
        }

        var span = query.Interval == MetricInterval.Hour || (query.Interval == MetricInterval.Automatic && query.To - query.From <= LongestByHour)
            ? RollupSpan.Hour
            : RollupSpan.Day;
        var course = new MetricCourse(query, aggregation);
        var values = reader.ReadAsync(
            project, span, span.Of(query.From), query.To,
            series => series.Names[0] == query.Name && MetricKinds.FormOf(series) == (type, unit) && MetricCourse.Fits(series, query.Filter),
            cancellationToken);
        await foreach (var value in values.ConfigureAwait(false))
        {
            course.Add(value);
        }

        return course.ToResult(type, unit, span.Length()) is { } result
            ? CommandResults.Done(result)
            : CommandResults.NotFound<MetricResult>("There was no such metric in that time.");
    }

    private static MetricInfo InfoOf(string name, (MetricType Type, string Unit)? form, ImmutableArray<RollupSeries> series) => new()
    {
        Name = name,
        Type = form?.Type,
        Unit = form?.Unit ?? "",
        Series = series.Length,
        TagKeys = [.. series.SelectMany(one => MetricKinds.TagsOf(one) ?? []).Select(tag => tag.Key).Distinct().Order(StringComparer.Ordinal)],
    };

    private static string? Fault(MetricQuery query) =>
        query.GroupBy.Length > MaxTags || query.Filter.Length > MaxTags ? $"groupBy, tag: at most {MaxTags} each."
        : query.Interval == MetricInterval.Hour && query.To - query.From > LongestHours ? "interval: hours can be asked for 31 days at most."
        : Fault(query.From, query.To);

    private static string? Fault(DateTimeOffset from, DateTimeOffset to) =>
        to <= from || to - from > MetricSearch.LongestSpan ? "to: must be after 'from', by at most 366 days." : null;

    private static string Text(MetricAdmission admission) => admission.Fault is { } fault ? $".{fault}" : $": {admission.Reason}";

    private void Count(ProjectId project, ImmutableArray<MetricAdmission> admissions)
    {
        foreach (var same in admissions.GroupBy(one => (IsKept: one.Point is not null, one.Reason)))
        {
            var kind = same.Key.IsKept ? OutcomeKind.Accepted : same.Key.Reason == MetricReasons.Invalid ? OutcomeKind.Invalid : OutcomeKind.RateLimited;
            counters.Add(project, Category, kind, same.Key.Reason ?? "", same.Count());
        }
    }

    private async ValueTask<CommandResult<T>?> RefusalAsync<T>(Actor actor, Permission permission, ProjectId project, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, permission, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed ? null : CommandResults.Refused<T>(decision);
    }
}
