using System.Buffers.Binary;
using System.Security.Cryptography;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class DistinctSketchTests
{
    [Property(MaxTest = 60)]
    public bool Merging_is_commutative(ushort[] first, ushort[] second) => Same(Merged(Of(first), Of(second)), Merged(Of(second), Of(first)));

    [Property(MaxTest = 60)]
    public bool Merging_is_associative(ushort[] first, ushort[] second, ushort[] third) =>
        Same(Merged(Merged(Of(first), Of(second)), Of(third)), Merged(Of(first), Merged(Of(second), Of(third))));

    [Property(MaxTest = 60)]
    public bool Merging_is_idempotent(ushort[] values) => Same(Of(values), Merged(Of(values), Of(values)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 200)]
    [InlineData(200, 200)]
    [InlineData(10, 5_000)]
    [InlineData(5_000, 5_000)]
    public void Merging_gives_what_adding_all_to_one_gives(int first, int second)
    {
        var (left, right) = (Range(0, first), Range(first / 2, second));
        var all = Of(left.Concat(right));

        Assert.Equal(all.ToBytes(), Merged(Of(left), Of(right)).ToBytes());
        Assert.Equal(all.ToBytes(), Merged(Of(right), Of(left)).ToBytes());
    }

    [Fact]
    public void Merging_leaves_the_other_alone()
    {
        var (one, other) = (Of(Range(0, 100)), Of(Range(50, 400)));
        var before = other.ToBytes();

        one.Merge(other);

        Assert.Equal(before, other.ToBytes());
    }

    [Property]
    public bool Up_to_the_limit_the_count_is_exact(byte[] values) => Of(values.Select(value => (ushort)value)).Count() == values.Distinct().Count();

    [Fact]
    public void At_the_limit_the_count_is_exact() => Assert.Equal(DistinctSketch.ExactLimit, Of(Range(0, DistinctSketch.ExactLimit)).Count());

    [Theory]
    [InlineData(300)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(60_000)]
    public void Beyond_the_limit_the_count_is_near(int distinct)
    {
        var counted = Of(Range(0, distinct)).Count();

        Assert.InRange(counted, distinct * 95L / 100, distinct * 105L / 100);
    }

    [Fact]
    public void The_order_of_adding_and_repeating_do_not_matter()
    {
        var values = Range(0, 2_000).ToList();

        Assert.Equal(Of(values).ToBytes(), Of(Enumerable.Reverse(values).Concat(values)).ToBytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3_000)]
    public void Bytes_make_the_sketch_again(int distinct)
    {
        var sketch = Of(Range(0, distinct));

        var read = DistinctSketch.FromBytes(sketch.ToBytes());

        Assert.Equal(sketch.Count(), read.Count());
        Assert.Equal(sketch.ToBytes(), read.ToBytes());
        Assert.InRange(sketch.ToBytes().Length, 1, 4_097);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 2, 0, 0 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void Other_bytes_are_refused(byte[] bytes) => Assert.Throws<MonitoringException>(() => DistinctSketch.FromBytes(bytes));

    private static IEnumerable<ushort> Range(int start, int count) => Enumerable.Range(start, count).Select(value => (ushort)value);

    private static DistinctSketch Of(IEnumerable<ushort> values)
    {
        var sketch = new DistinctSketch();
        foreach (var value in values)
        {
            sketch.Add(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(BitConverter.GetBytes(value))));
        }

        return sketch;
    }

    private static DistinctSketch Merged(DistinctSketch first, DistinctSketch second)
    {
        var merged = DistinctSketch.FromBytes(first.ToBytes());
        merged.Merge(second);
        return merged;
    }

    private static bool Same(DistinctSketch first, DistinctSketch second) => first.ToBytes().AsSpan().SequenceEqual(second.ToBytes());
}
