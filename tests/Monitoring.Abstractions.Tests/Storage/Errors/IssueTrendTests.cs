using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class IssueTrendTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 70, 0)]
    [InlineData(1, 0, 0.415)]
    [InlineData(100, 0, 5.102)]
    [InlineData(23, 70, 1)]
    [InlineData(0, 21, -1)]
    public void Of_Counts_IsTheFormula(long recent, long earlier, double trend) => Assert.Equal(trend, IssueTrend.Of(recent, earlier), 3);

    [Fact]
    public void Rank_Hours_CountsTheLastDayAgainstTheWeekBefore()
    {
        Assert.Equal(Rank(), Rank((1, 5)));
        Assert.Equal(Millionths(5, 0), Rank((0, 5)));
        Assert.Equal(Millionths(5, 0), Rank((-23, 5)));
        Assert.Equal(Millionths(0, 5), Rank((-24, 5)));
        Assert.Equal(Millionths(0, 5), Rank((-24 - (7 * 24) + 1, 5)));
        Assert.Equal(0, Rank((-24 - (7 * 24), 5)));
        Assert.Equal(Millionths(7, 9), Rank((0, 3), (-5, 4), (-30, 9)));
    }

    /// <summary>What the formula is bad at: an issue of a job that runs once a week is up whenever the job runs, though nothing has changed.</summary>
    [Fact]
    public void Rank_WeeklyJob_IsUpEveryWeek()
    {
        Assert.True(Rank((0, 70), (-7 * 24, 70), (-14 * 24, 70)) > Rank((0, 20), (-30, 10)));
    }

    private static long Millionths(long recent, long earlier) => (long)Math.Round(IssueTrend.Of(recent, earlier) * 1_000_000);

    private static long Rank(params (int Hour, long Count)[] hours)
    {
        var now = (int)(Now.UtcTicks / TimeSpan.TicksPerHour);
        return IssueTrend.Rank(hours.Select(hour => KeyValuePair.Create(now + hour.Hour, hour.Count)), Now);
    }
}
