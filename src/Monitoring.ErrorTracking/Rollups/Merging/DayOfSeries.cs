using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Merging;

/// <summary>The series of a day, and how many more fit.</summary>
internal sealed class DayOfSeries(RollupKind kind, DateTimeOffset day, Versioned<SeriesDocument>? stored)
{
    private readonly HashSet<RollupSeries> _series = stored is null ? [] : [.. stored.Value.Series.Select(names => RollupSeries.Of(names))];
    private bool _isChanged;

    public bool IsNew => stored is null;

    /// <summary>The series itself when it is there or fits, else the one that takes it in.</summary>
    public RollupSeries Place(RollupSeries series)
    {
        if (TryAdd(series, kind.MaxSeries))
        {
            return series;
        }

        var other = kind.Other(series);
        return TryAdd(other, kind.MaxSeries + kind.MaxOtherSeries) ? other : Added(RollupKind.Nameless(series));
    }

    /// <summary>What to write; null when nothing is new.</summary>
    public DocumentPut? Put() => _isChanged
        ? kind.Series.Put(new SeriesDocument { Day = day, Series = [.. _series.OrderBy(series => series.Hash, StringComparer.Ordinal).Select(series => series.Names)] }, stored?.Version ?? 0)
        : null;

    private bool TryAdd(RollupSeries series, int room)
    {
        if (_series.Contains(series))
        {
            return true;
        }

        if (_series.Count >= room)
        {
            return false;
        }

        Added(series);
        return true;
    }

    private RollupSeries Added(RollupSeries series)
    {
        _isChanged |= _series.Add(series);
        return series;
    }
}
