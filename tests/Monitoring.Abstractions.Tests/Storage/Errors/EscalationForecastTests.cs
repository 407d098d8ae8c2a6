using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class EscalationForecastTests
{
    private static readonly Gen<long[]> Weeks =
        from scale in Gen.Elements(1, 5, 100, 100_000)
        from hours in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0L)), (2, Gen.Choose(0, scale).Select(count => (long)count))), EscalationForecast.Hours)
        select hours;

    /// <summary>Steady: avg 20, std 0, so spike = 20 + 5 * 20 and bursty = 20 * 5.</summary>
    [Fact]
    public void Limit_ASteadyWeek_IsSixTimesTheMean() => Assert.Equal(120, Of(Steady(20)).Limit(), 9);

    /// <summary>One hour of 100 in a quiet week: cv = 12.96, so bursty = 100 * 2; spike = 100 * (168 or 1) / 14196 + 8 * 100 / 168.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(167)]
    public void Limit_OneBurst_IsTwiceTheBurst(int hour)
    {
        var hours = new long[EscalationForecast.Hours];
        hours[hour] = 100;

        var forecast = Of(hours);

        Assert.Equal(200, forecast.Limit(), 9);
        Assert.Equal((100.0 * (hour + 1) / 14_196) + (8 * 100.0 / 168), forecast.Spike, 9);
    }

    /// <summary>Of the same events, the later ones weigh more.</summary>
    [Fact]
    public void Spike_RecentHours_WeighMore()
    {
        var early = new long[EscalationForecast.Hours];
        var late = new long[EscalationForecast.Hours];
        early.AsSpan(0, 84).Fill(30);
        late.AsSpan(84).Fill(30);

        Assert.True(Of(late).Spike > Of(early).Spike);
    }

    [Fact]
    public void Limit_AnIssueYoungerThanAWeek_IsTenTimesItsGreatestHour() =>
        Assert.Equal(70, EscalationForecast.Of([1, 7, 3], isYoung: true).Limit());

    /// <summary>The counter-example: an error seen once a week that comes three times in an hour is above the plain formula, and is no escalation.</summary>
    [Fact]
    public void Limit_ARareError_IsNotPassedByAFew()
    {
        var hours = new long[EscalationForecast.Hours];
        hours[80] = 1;

        var forecast = Of(hours);

        Assert.True(Math.Max(forecast.Spike, forecast.Greatest * forecast.Bursts) < 3);
        Assert.Equal(EscalationForecast.Least, forecast.Limit());
    }

    /// <summary>The counter-example: a daily peak is no escalation the next day.</summary>
    [Fact]
    public void Limit_ADailyPeak_IsNotPassedByTheNext()
    {
        var hours = Enumerable.Range(0, EscalationForecast.Hours).Select(hour => hour % 24 == 9 ? 400L : 20L).ToArray();

        Assert.True(Of(hours).Limit() >= 2 * 400);
    }

    [Fact]
    public void Limit_EventsThatWereKnown_CountAmongThoseBefore() => Assert.Equal(10 * 50, EscalationForecast.Of(new long[3], isYoung: true).Limit(known: 50));

    [Fact]
    public void Of_AnIssue_TakesTheWeekBeforeTheHour()
    {
        const long Hour = 17_800_000;
        var counts = new SomeCounts { FirstSeen = new DateTimeOffset((Hour - 169) * TimeSpan.TicksPerHour, TimeSpan.Zero), Hours = hour => hour is >= Hour - 168 and < Hour ? 20 : 1_000_000 };

        Assert.Equal(Of(Steady(20)), EscalationForecast.Of(counts, Hour));
        Assert.Equal(200, EscalationForecast.Of(new SomeCounts { FirstSeen = counts.FirstSeen.AddHours(2), Hours = counts.Hours }, Hour).Limit());
    }

    [Property(MaxTest = 500)]
    public Property A_limit_is_a_number_and_above_the_greatest_hour_twice() => Prop.ForAll(Weeks.ToArbitrary(), hours =>
    {
        var limit = Of(hours).Limit();
        return double.IsFinite(limit) && limit >= EscalationForecast.Least && limit >= 2 * hours.Max() - 1e-6 && limit <= 10 * Math.Max(1, hours.Max()) + (9 * hours.Average()) + EscalationForecast.Least;
    });

    [Property(MaxTest = 500)]
    public Property Ten_times_the_events_are_ten_times_the_limit() => Prop.ForAll(Weeks.Where(hours => hours.Max() > 10).ToArbitrary(), hours =>
        Math.Abs((10 * Of(hours).Limit()) - Of([.. hours.Select(count => 10 * count)]).Limit()) < 1e-3 * hours.Max());

    private static EscalationForecast Of(long[] hours) => EscalationForecast.Of(hours, isYoung: false);

    private static long[] Steady(long count) => [.. Enumerable.Repeat(count, EscalationForecast.Hours)];
}
