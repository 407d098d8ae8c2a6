using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Tracing.Reading;
using Monitoring.ErrorTracking.Tracing.Rolling;

namespace Monitoring.ErrorTracking.Tracing.Intake;

/// <summary>Gathers what an item adds to figures, one delta for each series and hour.</summary>
internal sealed class TraceWork
{
    /// <summary>How many series an item adds to at most; what is beyond them counts without a name, so that an item of made-up names costs no more than others.</summary>
    private const int MaxSeries = 500;

    private readonly Dictionary<(RollupSeries Series, DateTimeOffset Hour), TransactionRollup> _transactions = [];
    private readonly Dictionary<(RollupSeries Series, DateTimeOffset Hour), SpanRollup> _spans = [];

    public long Transactions { get; private set; }

    public long Spans { get; private set; }

    public ImmutableArray<RollupDelta<TransactionRollup>> TransactionDeltas => Deltas(_transactions);

    public ImmutableArray<RollupDelta<SpanRollup>> SpanDeltas => Deltas(_spans);

    /// <summary>Adds a transaction that has been scrubbed and cleaned.</summary>
    public void Add(RollupSeries series, TransactionSample sample, ulong? user)
    {
        Transactions++;
        Of(_transactions, series, sample.At).Add(sample, user);
    }

    /// <summary>Adds a span that has been scrubbed and cleaned.</summary>
    public void Add(RollupSeries series, DateTimeOffset at, SpanFacts span)
    {
        Spans++;
        Of(_spans, series, at).Add((span.End - span.Start).TotalMilliseconds, SpanStatus.IsFailure(span.Status));
    }

    private static T Of<T>(Dictionary<(RollupSeries Series, DateTimeOffset Hour), T> values, RollupSeries series, DateTimeOffset at)
        where T : class, new()
    {
        var key = (series, RollupSpan.Hour.Of(at));
        if (values.Count >= MaxSeries && !values.ContainsKey(key))
        {
            key = (TraceKinds.WithoutName(series), key.Item2);
        }

        return values.TryGetValue(key, out var value) ? value : values[key] = new T();
    }

    private static ImmutableArray<RollupDelta<T>> Deltas<T>(Dictionary<(RollupSeries Series, DateTimeOffset Hour), T> values)
        where T : class, IRollup<T>, new() =>
        [.. values.Select(pair => new RollupDelta<T> { Series = pair.Key.Series, At = pair.Key.Hour, Value = pair.Value })];
}
