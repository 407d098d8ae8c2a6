using Monitoring.Storage.PostgreSql.Connections;

namespace Monitoring.Storage.PostgreSql.Tests.Connections;

public sealed class PartsTests
{
    // In the rows of every database there is: these never change.
    [Theory]
    [InlineData(0, 357)]
    [InlineData(1, 580)]
    [InlineData(2, 935)]
    [InlineData(4_507_123, 249)]
    [InlineData(long.MaxValue, 989)]
    public void The_part_of_a_project_never_changes(long project, short part) => Assert.Equal(part, Parts.Of(project));

    [Fact]
    public void Projects_are_spread_evenly()
    {
        var counts = Enumerable.Range(1, 64 * Parts.Count).GroupBy(project => Parts.Of(project)).ToDictionary(part => part.Key, part => part.Count());

        Assert.Equal(Parts.Count, counts.Count);
        Assert.All(counts, part => Assert.InRange(part.Key, (short)0, (short)(Parts.Count - 1)));
        Assert.InRange(counts.Values.Max(), 64, 2 * 64);
    }
}
