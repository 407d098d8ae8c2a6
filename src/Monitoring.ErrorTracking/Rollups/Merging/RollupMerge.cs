using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Merging;

/// <summary>
/// Adds deltas to what is stored: each to the hour and to the day that it happened in. So a stretch of time is read from few documents, and hours can be
/// removed long before days without anything to be folded.
/// </summary>
/// <remarks>One object serves one plan of a commit: what it has read is what the commit demands.</remarks>
internal sealed class RollupMerge<T>(RollupKind kind, IDocumentStore store, Partition partition, TimeProvider timeProvider, ILogger logger)
    where T : class, IRollup<T>, new()
{
    private static readonly TimeSpan FirstSweep = TimeSpan.FromDays(1);
    private static readonly RollupSpan[] Spans = [RollupSpan.Hour, RollupSpan.Day];

    private readonly Dictionary<(RollupSeries Series, RollupSpan Span, DateTimeOffset Bucket), Entry> _entries = [];
    private readonly Dictionary<DateTimeOffset, DayOfSeries> _days = [];
    private readonly HashSet<int> _others = [];
    private int _added;

    /// <summary>Adds a delta to what was read so far.</summary>
    public async ValueTask AddAsync(RollupDelta<T> delta, CancellationToken cancellationToken)
    {
        var series = await PlaceAsync(delta, cancellationToken).ConfigureAwait(false);
        if (!series.Equals(delta.Series))
        {
            _others.Add(_added);
        }

        _added++;
        foreach (var span in Spans)
        {
            var entry = await ReadAsync(series, span, span.Of(delta.At), cancellationToken).ConfigureAwait(false);
            entry.Value.Merge(delta.Value);
            entry.IsChanged = true;
        }
    }

    /// <summary>What is to be committed.</summary>
    public async ValueTask<RollupChanges> FinishAsync(CancellationToken cancellationToken)
    {
        var puts = ImmutableArray.CreateBuilder<DocumentPut>();
        puts.AddRange(_entries.Where(entry => entry.Value.IsChanged).Select(entry => kind.Values.Put(
            new RollupDocument { Names = entry.Key.Series.Names, Span = entry.Key.Span, Bucket = entry.Key.Bucket, Value = entry.Value.Value.Encode() },
            entry.Value.Version)));
        puts.AddRange(_days.Values.Select(day => day.Put()).OfType<DocumentPut>());
        ImmutableArray<TimerSchedule> timers = [];
        if (_days.Values.Any(day => day.IsNew) && await store.GetAsync(partition, kind.Sweep, SweepDocument.Key, cancellationToken).ConfigureAwait(false) is null)
        {
            var now = timeProvider.GetUtcNow();
            puts.Add(kind.Sweep.Put(new SweepDocument { Since = now }, 0));
            timers = [new TimerSchedule { Timer = kind.SweepTimerKey, DueAt = now + FirstSweep }];
        }

        return new RollupChanges { Puts = puts.ToImmutable(), Timers = timers, Others = [.. _others] };
    }

    /// <summary>A series with a value on the day is known. For others the day is asked whether they fit.</summary>
    private async ValueTask<RollupSeries> PlaceAsync(RollupDelta<T> delta, CancellationToken cancellationToken)
    {
        var day = RollupSpan.Day.Of(delta.At);
        var isRead = _days.TryGetValue(day, out var series);
        if (!isRead)
        {
            var value = await ReadAsync(delta.Series, RollupSpan.Day, day, cancellationToken).ConfigureAwait(false);
            if (value.Version > 0)
            {
                return delta.Series;
            }

            var stored = await store.FindAsync(partition, kind.Series, SeriesDocument.KeyOf(day), cancellationToken).ConfigureAwait(false);
            _days[day] = series = new DayOfSeries(kind, day, stored);
        }

        return series!.Place(delta.Series);
    }

    private async ValueTask<Entry> ReadAsync(RollupSeries series, RollupSpan span, DateTimeOffset bucket, CancellationToken cancellationToken)
    {
        var place = (series, span, bucket);
        if (_entries.TryGetValue(place, out var entry))
        {
            return entry;
        }

        var stored = await store.FindAsync(partition, kind.Values, RollupDocument.KeyOf(series, span, bucket), cancellationToken).ConfigureAwait(false);
        var value = stored is null ? null : T.Decode(stored.Value.Value);
        if (stored is not null && value is null)
        {
            // What cannot be read is lost already; it must not stop what comes after it.
            Log.RollupBroken(logger, kind.Name);
        }

        return _entries[place] = new Entry(value ?? new T(), stored?.Version ?? 0);
    }

    private sealed class Entry(T value, long version)
    {
        public T Value => value;

        public long Version => version;

        public bool IsChanged { get; set; }
    }
}
