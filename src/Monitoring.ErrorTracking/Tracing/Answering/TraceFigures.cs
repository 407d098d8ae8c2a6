using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Rollups.Reading;
using Monitoring.ErrorTracking.Tracing.Rolling;

namespace Monitoring.ErrorTracking.Tracing.Answering;

/// <summary>Gathers the figures of stretches of time. Who may read them is asked before.</summary>
internal sealed class TraceFigures(RollupReader<TransactionRollup> transactions, RollupReader<SpanRollup> spans)
{
    private static readonly TimeSpan LongestByHour = TimeSpan.FromDays(7);

    /// <summary>Sums values by name and operation.</summary>
    public static async ValueTask<ImmutableArray<(string Name, string Operation, T Value)>> SumAsync<T>(IAsyncEnumerable<Rollup<T>> values)
        where T : class, IRollup<T>, new()
    {
        var sums = new Dictionary<(string Name, string Operation), T>();
        await foreach (var value in values.ConfigureAwait(false))
        {
            var key = (value.Series.Names[0], value.Series.Names[1]);
            if (!sums.TryGetValue(key, out var sum))
            {
                sums[key] = sum = new T();
            }

            sum.Merge(value.Value);
        }

        return [.. sums.Select(pair => (TraceKinds.Shown(pair.Key.Name), TraceKinds.Shown(pair.Key.Operation), pair.Value))];
    }

    public IAsyncEnumerable<Rollup<TransactionRollup>> Transactions(ProjectId project, TransactionSearch search, NameQuery query, CancellationToken cancellationToken) =>
        transactions.ReadAsync(project, search.From, End(search.To), series => Matches(series, query, search.Environment), cancellationToken);

    public IAsyncEnumerable<Rollup<SpanRollup>> Spans(ProjectId project, TransactionSearch search, NameQuery query, CancellationToken cancellationToken) =>
        spans.ReadAsync(project, search.From, End(search.To), series => Matches(series, query, search.Environment), cancellationToken);

    /// <summary>The figures of one name; null when there are none.</summary>
    public async ValueTask<TransactionDetails?> DetailsAsync(ProjectId project, TransactionName name, TimeSpan threshold, CancellationToken cancellationToken)
    {
        var span = name.To - name.From <= LongestByHour ? RollupSpan.Hour : RollupSpan.Day;
        var points = new SortedDictionary<DateTimeOffset, TransactionRollup>();
        var all = new TransactionRollup();
        var values = transactions.ReadAsync(project, span, span.Of(name.From), End(name.To), series => Is(series, name), cancellationToken);
        await foreach (var value in values.ConfigureAwait(false))
        {
            if (!points.TryGetValue(value.Bucket, out var point))
            {
                points[value.Bucket] = point = new TransactionRollup();
            }

            point.Merge(value.Value);
            all.Merge(value.Value);
        }

        return all.Count == 0 ? null : new TransactionDetails
        {
            Summary = Figures.Transaction(name.Name, name.Operation ?? "", all, threshold),
            Interval = span.Length(),
            Series = [.. points.Select(point => Point(point.Key, point.Value, threshold))],
            Samples = [.. all.Slowest.Items],
        };
    }

    /// <summary>The end of the hour that has begun.</summary>
    private static DateTimeOffset End(DateTimeOffset to) => RollupSpan.Hour.Of(to) is var hour && hour == to ? hour : hour + RollupSpan.Hour.Length();

    private static bool Matches(RollupSeries series, NameQuery query, string? environment) =>
        (environment is null || series.Names[2] == environment) && query.Matches(TraceKinds.Shown(series.Names[0]), TraceKinds.Shown(series.Names[1]));

    private static bool Is(RollupSeries series, TransactionName name) =>
        series.Names[0] == TraceKinds.Stored(name.Name)
        && (name.Operation is null || series.Names[1] == TraceKinds.Stored(name.Operation))
        && (name.Environment is null || series.Names[2] == name.Environment);

    private static TransactionPoint Point(DateTimeOffset start, TransactionRollup rollup, TimeSpan threshold) => new()
    {
        Start = start,
        Count = rollup.Count,
        Errors = rollup.Failed,
        Apdex = Figures.Apdex(rollup.Durations, threshold),
        Duration = Figures.Duration(rollup.Durations),
    };
}
