using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Tests.Rollups;

public sealed class RollupReaderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 24)]
    [InlineData(5, 30)]
    [InlineData(-12, 12)]
    [InlineData(-36, 60)]
    [InlineData(-13, 36)]
    [InlineData(3, 3)]
    public async Task ReadAsync_AnyHours_CountsEachHourOnce(int from, int to)
    {
        await using var world = new RollupWorld();
        var queue = world.Queue();
        for (var hour = -50; hour < 80; hour++)
        {
            await world.AddAsync(queue, RollupWorld.Delta("a", 1L << (hour & 31), at: RollupWorld.Start.AddHours(hour).AddMinutes(17)));
        }

        var expected = Enumerable.Range(from, to - from).Sum(hour => 1L << (hour & 31));

        Assert.Equal(expected, await world.SumAsync(RollupWorld.Start.AddHours(from), RollupWorld.Start.AddHours(to)));
        Assert.Equal(expected, await world.SumAsync(RollupWorld.Start.AddHours(from), RollupWorld.Start.AddHours(to), series => series.Names[0] == "a"));
        Assert.Equal(0, await world.SumAsync(RollupWorld.Start.AddHours(from), RollupWorld.Start.AddHours(to), series => series.Names[0] == "b"));
    }

    [Fact]
    public async Task ReadAsync_ManyWantedSeries_AreAllRead()
    {
        await using var world = new RollupWorld();
        var queue = world.Queue();
        await queue.AddAsync(world.Project, [.. Enumerable.Range(0, 100).Select(index => RollupWorld.Delta($"r{index}"))], null, CancellationToken.None);

        Assert.Equal(90, await world.SumAsync(RollupWorld.Start, RollupWorld.Start.AddHours(1), series => series.Names[0].Length == 3));
    }

    [Fact]
    public void Hash_OfASeries_IsSpecified()
    {
        Assert.Equal("0d57a132b79469c6788611a92689a25d", RollupSeries.Of("shop@1.0", "production").Hash);
        Assert.NotEqual(RollupSeries.Of("a", "bc").Hash, RollupSeries.Of("ab", "c").Hash);
    }
}
