using FsCheck.Xunit;
using Monitoring.ErrorTracking.Metrics.Rolling;

namespace Monitoring.ErrorTracking.Tests.Metrics;

public sealed class MetricRollupProperties
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 100)]
    public bool Values_merge_the_same_in_any_order(short[] first, short[] second, short[] third) =>
        Same(Merged(Merged(Of(first), Of(second)), Of(third)), Merged(Of(third), Merged(Of(second), Of(first))))
        && Same(Merged(Of(first), Of(second)), Of([.. first, .. second]));

    [Property(MaxTest = 100)]
    public bool Values_are_read_back(short[] values) => Same(Of(values), MetricRollup.Decode(Of(values).Encode())!);

    [Property(MaxTest = 500)]
    public void Damaged_bytes_are_refused_or_read(short[] values, int place, byte put)
    {
        var bytes = Of(values).Encode();
        bytes[(int)((uint)place % bytes.Length)] = put;

        MetricRollup.Decode(bytes);
    }

    [Fact]
    public void The_last_value_is_that_of_the_youngest_instant()
    {
        var rollup = new MetricRollup();
        rollup.Add(7, Noon.AddSeconds(2));
        rollup.Add(9, Noon);

        Assert.Equal((7.0, 16.0, 2L), (rollup.Last, rollup.Values.Sum, rollup.Count));
    }

    [Fact]
    public void A_summary_keeps_what_it_says()
    {
        double[] summary = [7, 5, 9, 21, 3];
        var rollup = new MetricRollup();

        Assert.True(MetricRollup.CanAddSummary(summary));
        rollup.AddSummary(summary, Noon);

        Assert.Equal((7.0, 5.0, 9.0, 21.0, 3L), (rollup.Last, rollup.Values.Min, rollup.Values.Max, rollup.Values.Sum, rollup.Count));
        Assert.False(MetricRollup.CanAddSummary([7, 8, 9, 21, 3]));
        Assert.False(MetricRollup.CanAddSummary([7, 5, 9, 210, 3]));
        Assert.False(MetricRollup.CanAddSummary([7, 5, 9, 21, 0]));
    }

    private static MetricRollup Of(short[] values)
    {
        var rollup = new MetricRollup();
        foreach (var value in values)
        {
            if (value % 3 == 0)
            {
                rollup.AddMember((ulong)value * 0x9E3779B97F4A7C15UL);
            }
            else
            {
                rollup.Add(value / 8.0, Noon.AddSeconds(value % 5));
            }
        }

        return rollup;
    }

    private static MetricRollup Merged(MetricRollup one, MetricRollup other)
    {
        var merged = MetricRollup.Decode(one.Encode())!;
        merged.Merge(other);
        return merged;
    }

    private static bool Same(MetricRollup left, MetricRollup right) => left.Encode().AsSpan().SequenceEqual(right.Encode());
}
