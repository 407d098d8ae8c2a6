using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>A kind of rolled-up values: its place in the store, and how many series it may have.</summary>
/// <remarks>Made once for each kind, as a static; its name is never changed.</remarks>
internal sealed class RollupKind
{
    public const string ByTime = "time";
    public const string BySeries = "series";
    public const string ByDay = "day";

    /// <summary>The kind of the timers that remove what is too old, one for each kind of values in a project.</summary>
    public const string SweepTimer = "rollup-sweep";

    public RollupKind(string name)
    {
        Name = name;
        Values = new DocumentType<RollupDocument>(
            $"rollup-{name}",
            RollupJson.Default.RollupDocument,
            document => document.Key,
            [
                new DocumentIndex<RollupDocument>(ByTime, document => IndexKey.Empty.Add((long)document.Span).Add(document.Bucket)),
                new DocumentIndex<RollupDocument>(BySeries, document => RollupSeries.Of(document.Names).IndexKey().Add((long)document.Span).Add(document.Bucket)),
            ]);
        Series = new DocumentType<SeriesDocument>(
            $"rollup-{name}-series",
            RollupJson.Default.SeriesDocument,
            document => document.Key,
            [new DocumentIndex<SeriesDocument>(ByDay, document => IndexKey.Empty.Add(document.Day))]);
        Recent = new DocumentType<RecentDocument>(
            $"rollup-{name}-recent",
            RollupJson.Default.RecentDocument,
            document => document.Key,
            [new DocumentIndex<RecentDocument>(ByTime, document => IndexKey.Empty.Add(document.Slot))]);
        Sweep = new DocumentType<SweepDocument>($"rollup-{name}-sweep", RollupJson.Default.SweepDocument, _ => SweepDocument.Key);
    }

    public string Name { get; }

    /// <summary>How many series may have a value of their own on one day of a project; what comes beyond them is added to <see cref="Other"/>.</summary>
    public int MaxSeries { get; init; } = 500;

    /// <summary>
    /// The series that takes in what another has no room for. It may keep names of which there are few: it has room for <see cref="MaxOtherSeries"/>, and what comes
    /// beyond those has no name left at all.
    /// </summary>
    public Func<RollupSeries, RollupSeries> Other { get; init; } = Nameless;

    public int MaxOtherSeries { get; init; } = 50;

    /// <summary>What is swept with the values.</summary>
    public ImmutableArray<RollupCompanion> Companions { get; init; } = [];

    /// <summary>The values.</summary>
    public DocumentType<RollupDocument> Values { get; }

    /// <summary>Which series there are on a day.</summary>
    public DocumentType<SeriesDocument> Series { get; }

    /// <summary>Which requests were taken lately.</summary>
    public DocumentType<RecentDocument> Recent { get; }

    /// <summary>That there is a timer which sweeps.</summary>
    public DocumentType<SweepDocument> Sweep { get; }

    public ImmutableArray<DocumentType> Documents => [Values, Series, Recent, Sweep, .. Companions.Select(companion => companion.Type)];

    public TimerKey SweepTimerKey => new() { Kind = SweepTimer, Key = Name };

    /// <summary>The series of what has no name of its own.</summary>
    public static RollupSeries Nameless(RollupSeries series) => RollupSeries.Of([.. series.Names.Select(_ => RollupSeries.OtherName)]);
}
