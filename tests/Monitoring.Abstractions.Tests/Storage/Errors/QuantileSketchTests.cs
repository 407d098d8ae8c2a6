using System.Globalization;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class QuantileSketchTests
{
    private static readonly double[] Parts = [0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

    [Property(MaxTest = 100)]
    public bool Merging_is_commutative(double[] first, double[] second) => Same(Merged(Of(first), Of(second)), Merged(Of(second), Of(first)));

    [Property(MaxTest = 100)]
    public bool Merging_is_associative(double[] first, double[] second, double[] third) =>
        Same(Merged(Merged(Of(first), Of(second)), Of(third)), Merged(Of(first), Merged(Of(second), Of(third))));

    [Property(MaxTest = 100)]
    public bool Merging_gives_what_adding_all_to_one_gives(double[] first, double[] second) =>
        Same(Of([.. second, .. first]), Merged(Of(first), Of(second)));

    [Property(MaxTest = 100)]
    public bool Adding_several_times_at_once_is_adding_one_by_one(int value, byte times)
    {
        var (atOnce, oneByOne) = (new QuantileSketch(), Of(Enumerable.Repeat(value / 4.0, times + 1)));
        atOnce.Add(value / 4.0, times + 1);
        return Same(atOnce, oneByOne);
    }

    [Property(MaxTest = 200)]
    public bool A_quantile_is_within_one_percent_of_the_true_one(short[] mantissas, byte spread)
    {
        var values = mantissas.Select((mantissa, index) => mantissa * Math.Pow(10, index % ((spread % 12) + 1))).ToArray();
        var sorted = values.Order().ToArray();
        var sketch = Of(values);
        return Parts.All(part => sorted.Length == 0 ? sketch.Quantile(part) is null : IsNear(sorted[(int)Math.Floor(part * (sorted.Length - 1))], sketch.Quantile(part)!.Value));
    }

    [Property(MaxTest = 100)]
    public bool Count_sum_least_and_greatest_are_exact(int[] values)
    {
        var sketch = Of(values.Select(value => value / 8.0));
        return sketch.Count == values.Length
            && sketch.Sum == values.Sum(value => (decimal)value) switch { var sum => (double)(sum / 8) }
            && sketch.Min == (values.Length == 0 ? null : values.Min() / 8.0)
            && sketch.Max == (values.Length == 0 ? null : values.Max() / 8.0);
    }

    [Fact]
    public void A_sum_is_rounded_once()
    {
        var sketch = Of([1e100, 1, -1e100, 1e-30]);

        Assert.Equal(1, sketch.Sum);
        sketch.Add(-1);
        Assert.Equal(1e-30, sketch.Sum);
        Assert.Equal(Of([1e-30, -1e100, 1, 1e100, -1]).ToBytes(), sketch.ToBytes());
    }

    [Property(MaxTest = 100)]
    public bool Bytes_make_the_sketch_again(double[] values) => Same(Of(values), QuantileSketch.FromBytes(Of(values).ToBytes()));

    [Theory]
    [InlineData("", "01")]
    [InlineData("0", "0100000000000000000000000000000000" + "01" + "00" + "00" + "00")]
    [InlineData("1.5", "013FF80000000000003FF8000000000000" + "00" + "013FF8000000000000" + "00" + "012A01")]
    [InlineData("-1.5 0 0 250 250.1 7e6", "01BFF8000000000000415AB3F000000000" + "02" + "02415AB46CA66666663DF9998000000000" + "012A01" + "02AA0402800401")]
    public void The_bytes_are_pinned(string values, string hex) => Assert.Equal(hex, Convert.ToHexString(Of(Read(values)).ToBytes()));

    [Fact]
    public void Magnitudes_far_below_the_greatest_are_taken_together()
    {
        double[] values = [1e-9, 2e-9, 1e15];

        var sketch = Of(values);

        Assert.Equal(3, sketch.Count);
        Assert.Equal(1e-9, sketch.Min);
        Assert.InRange(sketch.Quantile(0.5)!.Value, 1e-9, 1e15 / 1e17);
        Assert.Equal(Of(values.Reverse()).ToBytes(), sketch.ToBytes());
    }

    [Fact]
    public void The_bytes_have_a_bound()
    {
        var sketch = new QuantileSketch();
        for (var i = -2_200; i < 2_200; i++)
        {
            sketch.Add(Math.Exp(i * 0.0201));
            sketch.Add(-Math.Exp(i * 0.0201));
        }

        Assert.InRange(sketch.ToBytes().Length, 2 * 2 * 2_000, 45_000);
        Assert.True(Same(sketch, QuantileSketch.FromBytes(sketch.ToBytes())));
    }

    [Fact]
    public void Up_to_a_bound_is_counted_by_buckets()
    {
        var sketch = Of(Enumerable.Range(1, 1_000).Select(value => (double)value));

        Assert.Equal(0, sketch.CountUpTo(0.5));
        Assert.InRange(sketch.CountUpTo(300), 297, 303);
        Assert.Equal(1_000, sketch.CountUpTo(1_000));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    public void What_cannot_be_held_is_refused(double value)
    {
        Assert.False(QuantileSketch.CanHold(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileSketch().Add(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("02")]
    [InlineData("0100")]
    [InlineData("013FF80000000000003FF000000000000000" + "013FF8000000000000" + "00" + "012A01")]
    [InlineData("017FF80000000000007FF800000000000000" + "013FF8000000000000" + "00" + "012A01")]
    [InlineData("013FF80000000000003FF8000000000000" + "00" + "013FF8000000000000" + "00" + "012A00")]
    [InlineData("013FF80000000000003FF8000000000000" + "00" + "013FF8000000000000" + "00" + "012A0100")]
    [InlineData("013FF80000000000003FF8000000000000" + "00" + "013FF8000000000000" + "00" + "01FFFFFFFF0F01")]
    [InlineData("013FF80000000000003FF8000000000000" + "00" + "013FF8000000000000" + "00" + "012AFFFFFFFFFFFFFFFF7F")]
    [InlineData("013FF80000000000003FF8000000000000" + "00" + "013FF8000000000000" + "00" + "022A010001")]
    public void Other_bytes_are_refused(string hex) => Assert.Throws<MonitoringException>(() => QuantileSketch.FromBytes(Convert.FromHexString(hex)));

    [Property(MaxTest = 500)]
    public bool Damaged_bytes_are_refused_or_make_a_sketch_that_can_be_written(double[] values, int place, byte put, byte cut)
    {
        var bytes = Of(values).ToBytes();
        bytes[Math.Abs(place % bytes.Length)] = put;
        bytes = bytes[..^(cut % 3 == 0 ? cut % bytes.Length : 0)];
        try
        {
            var sketch = QuantileSketch.FromBytes(bytes);
            return Same(sketch, QuantileSketch.FromBytes(sketch.ToBytes())) && Parts.All(part => sketch.Count == 0 || double.IsFinite(sketch.Quantile(part)!.Value));
        }
        catch (MonitoringException)
        {
            return true;
        }
    }

    [Fact]
    public void A_quantile_of_no_part_is_a_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileSketch().Quantile(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileSketch().Quantile(double.NaN));
    }

    private static QuantileSketch Of(IEnumerable<double> values)
    {
        var sketch = new QuantileSketch();
        foreach (var value in values.Where(QuantileSketch.CanHold))
        {
            sketch.Add(value);
        }

        return sketch;
    }

    private static QuantileSketch Merged(QuantileSketch one, QuantileSketch other)
    {
        var both = QuantileSketch.FromBytes(one.ToBytes());
        both.Merge(other);
        return both;
    }

    private static bool Same(QuantileSketch left, QuantileSketch right) => left.ToBytes().AsSpan().SequenceEqual(right.ToBytes());

    private static bool IsNear(double expected, double actual) =>
        Math.Abs(actual - expected) <= (QuantileSketch.RelativeAccuracy + 1e-9) * Math.Abs(expected) + QuantileSketch.Least;

    private static double[] Read(string values) =>
        [.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
}
