using Monitoring.ErrorTracking.Sampling.Spikes;

namespace Monitoring.ErrorTracking.Tests.Sampling;

public sealed class SpikeFormulaTests
{
    [Fact]
    public void LimitAfter_LessThanADay_IsNone() => Assert.Null(SpikeFormula.LimitAfter([.. Enumerable.Repeat(1000L, 23)], 0));

    [Theory]
    [InlineData(10, 0, 500)]
    [InlineData(1000, 0, 3000)]
    [InlineData(10, 400, 1200)]
    public void LimitAfter_Steady_IsTheMostOfFloorPaceAndThreeTimesTheMean(long each, double pace, long expected) =>
        Assert.Equal(expected, SpikeFormula.LimitAfter([.. Enumerable.Repeat(each, 168)], pace));

    [Fact]
    public void LimitAfter_DayAndNight_IsNoSpikeAtNoon()
    {
        var week = Enumerable.Range(0, 168).Select(hour => hour % 24 is >= 8 and < 20 ? 2000L : 100L).ToArray();

        var limit = SpikeFormula.LimitAfter(week, 0);

        // The counter-example: the change from night to day is twenty times, and usual.
        Assert.InRange(limit!.Value, 2 * 2000, 6 * 2000);
    }

    [Fact]
    public void LimitAfter_OneHourOfSpike_DoesNotMakeItselfUsual()
    {
        var calm = Enumerable.Repeat(1000L, 168).ToArray();
        var before = SpikeFormula.LimitAfter(calm, 0)!.Value;

        var after = SpikeFormula.LimitAfter([.. calm, 1_000_000L], 0)!.Value;

        Assert.InRange(after, before, 2 * before);
    }

    [Fact]
    public void LimitAfter_DaysOfMore_BecomesUsual()
    {
        long[] week = [.. Enumerable.Repeat(1000L, 168)];
        for (var hour = 0; hour < 48; hour++)
        {
            week = [.. week, 10_000L];
        }

        Assert.True(SpikeFormula.LimitAfter(week, 0) > 10_000);
    }
}
