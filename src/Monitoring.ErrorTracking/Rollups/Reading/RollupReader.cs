using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Reading;

/// <summary>Reads rolled-up values. Who may read is asked before.</summary>
/// <remarks>Values that cannot be read are left out. What is committed while pages are read may be seen or not.</remarks>
internal sealed class RollupReader<T>(RollupKind kind, IDocumentStore store)
    where T : class, IRollup<T>, new()
{
    private const int PageSize = 500;

    /// <summary>So many series are read one by one; for more, all are read and looked through.</summary>
    private const int MaxSingle = 40;

    /// <summary>
    /// Reads a stretch of time that begins and ends with hours: whole days from the values of days, the rest from those of hours. Each hour is in exactly one value.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="from">The beginning, cut to the hour.</param>
    /// <param name="to">The end, exclusive, cut to the hour.</param>
    /// <param name="wanted">Which series; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<Rollup<T>> ReadAsync(
        ProjectId project, DateTimeOffset from, DateTimeOffset to, Func<RollupSeries, bool>? wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        from = RollupSpan.Hour.Of(from);
        to = RollupSpan.Hour.Of(to);
        var firstDay = RollupSpan.Day.Of(from + RollupSpan.Day.Length() - TimeSpan.FromTicks(1));
        var lastDay = RollupSpan.Day.Of(to);
        (RollupSpan Span, DateTimeOffset From, DateTimeOffset To)[] parts = firstDay < lastDay
            ? [(RollupSpan.Hour, from, firstDay), (RollupSpan.Day, firstDay, lastDay), (RollupSpan.Hour, lastDay, to)]
            : [(RollupSpan.Hour, from, to)];
        foreach (var part in parts)
        {
            await foreach (var value in ReadAsync(project, part.Span, part.From, part.To, wanted, cancellationToken).ConfigureAwait(false))
            {
                yield return value;
            }
        }
    }

    /// <summary>Reads the buckets of one length that begin in a stretch of time.</summary>
    public async IAsyncEnumerable<Rollup<T>> ReadAsync(
        ProjectId project, RollupSpan span, DateTimeOffset from, DateTimeOffset to, Func<RollupSeries, bool>? wanted,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (to <= from)
        {
            yield break;
        }

        var query = await QueryAsync(project, span, from, to, wanted, cancellationToken).ConfigureAwait(false);
        do
        {
            var page = await store.QueryAsync(kind.Values, query, cancellationToken).ConfigureAwait(false);
            foreach (var document in page.Items.Select(item => item.Value))
            {
                var series = RollupSeries.Of(document.Names);
                if (wanted?.Invoke(series) != false && T.Decode(document.Value) is { } value)
                {
                    yield return new Rollup<T>(series, document.Span, document.Bucket, value);
                }
            }

            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
    }

    /// <summary>The series that have values on the days of a stretch of time.</summary>
    public async ValueTask<ImmutableHashSet<RollupSeries>> SeriesAsync(ProjectId project, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var series = ImmutableHashSet.CreateBuilder<RollupSeries>();
        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = kind.Series,
            Index = RollupKind.ByDay,
            Ranges = [new IndexRange { From = IndexKey.Empty.Add(RollupSpan.Day.Of(from)), To = IndexKey.Empty.Add(to) }],
            Limit = PageSize,
        };
        do
        {
            var page = await store.QueryAsync(kind.Series, query, cancellationToken).ConfigureAwait(false);
            series.UnionWith(page.Items.SelectMany(item => item.Value.Series).Select(names => RollupSeries.Of(names)));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return series.ToImmutable();
    }

    private async ValueTask<DocumentQuery> QueryAsync(
        ProjectId project, RollupSpan span, DateTimeOffset from, DateTimeOffset to, Func<RollupSeries, bool>? wanted, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Partition = Partition.Of(project),
            Type = kind.Values,
            Index = RollupKind.ByTime,
            Ranges = [Range(IndexKey.Empty, span, from, to)],
            Limit = PageSize,
        };
        if (wanted is null)
        {
            return query;
        }

        var all = await SeriesAsync(project, from, to, cancellationToken).ConfigureAwait(false);
        var few = all.Where(wanted).Take(MaxSingle + 1).ToList();
        return few.Count > MaxSingle ? query : query with { Index = RollupKind.BySeries, Ranges = [.. few.Select(series => Range(series.IndexKey(), span, from, to))] };
    }

    private static IndexRange Range(IndexKey prefix, RollupSpan span, DateTimeOffset from, DateTimeOffset to)
    {
        var key = prefix.Add((long)span);
        return new IndexRange { From = key.Add(from), To = key.Add(to) };
    }
}
