using System.Collections.Immutable;
using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Metrics.Rolling;

/// <summary>The series of metrics: by name, by type and unit, and by tags.</summary>
internal static class MetricKinds
{
    private const char KeyEnd = '=';
    private const char TagEnd = '\n';
    private const char TypeEnd = ':';

    /// <summary>When there are too many series, a metric goes on without its tags.</summary>
    public static RollupKind Metrics { get; } = new("metrics") { MaxSeries = 2_000, Other = WithoutTags, MaxOtherSeries = 500 };

    public static RollupSeries Series(string name, MetricType type, string unit, ImmutableArray<MetricTag> tags) =>
        RollupSeries.Of(name, $"{type.Name()}{TypeEnd}{unit}", string.Join(TagEnd, tags.Select(tag => $"{tag.Key}{KeyEnd}{tag.Value}")));

    public static RollupSeries WithoutTags(RollupSeries series) => RollupSeries.Of(series.Names[0], series.Names[1], RollupSeries.OtherName);

    public static string NameOf(RollupSeries series) => series.Names[0] == RollupSeries.OtherName ? "<< other >>" : series.Names[0];

    /// <summary>Type and unit; null for what has lost them.</summary>
    public static (MetricType Type, string Unit)? FormOf(RollupSeries series)
    {
        var end = series.Names[1].IndexOf(TypeEnd, StringComparison.Ordinal);
        return end > 0 && MetricTypes.TryParse(series.Names[1][..end], out var type) ? (type, series.Names[1][(end + 1)..]) : null;
    }

    /// <summary>The tags; null for what has lost them.</summary>
    public static ImmutableArray<MetricTag>? TagsOf(RollupSeries series) => series.Names[2] == RollupSeries.OtherName ? null :
    [
        .. from pair in series.Names[2].Split(TagEnd, StringSplitOptions.RemoveEmptyEntries)
           let end = pair.IndexOf(KeyEnd, StringComparison.Ordinal)
           where end > 0
           select new MetricTag { Key = pair[..end], Value = pair[(end + 1)..] },
    ];
}
