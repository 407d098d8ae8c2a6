using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Times: their spellings, wrong clocks, the past and the future.</summary>
public sealed class TimeTests
{
    private static readonly EventReceipt Receipt = TestData.Some.Receipt();
    private static readonly DateTimeOffset Now = Receipt.ReceivedAt;

    [Theory]
    [InlineData("\"2026-11-22T19:00:00Z\"")]
    [InlineData("\"2026-11-22T21:00:00+02:00\"")]
    [InlineData("\"2026-11-22T21:00:00\\u002B02:00\"")]
    [InlineData("\"2026-11-22T19:00:00\"")]
    [InlineData("1795374000")]
    [InlineData("1795374000.0")]
    public void Timestamp_AnySpelling_IsTheInstant(string timestamp)
    {
        var actual = Normalized.Of($$"""{"timestamp":{{timestamp}}}""");

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 19, 0, 0, TimeSpan.Zero), actual.Timestamp);
        Assert.Empty(actual.Problems);
    }

    [Theory]
    [InlineData("\"yesterday\"", "invalid_data")]
    [InlineData("true", "invalid_data")]
    [InlineData("1e300", "invalid_data")]
    [InlineData("1795376401", "future_timestamp")]
    [InlineData("1792784339", "past_timestamp")]
    public void Timestamp_Unusable_IsTheReceipt(string timestamp, string fault)
    {
        var actual = Normalized.Of($$"""{"timestamp":{{timestamp}}}""");

        Assert.Equal(Now, actual.Timestamp);
        Assert.Equal([$"{fault} timestamp"], actual.Faults());
    }

    [Fact]
    public void Timestamp_WithinAMinuteAhead_IsKept() =>
        Assert.Equal(Now.AddSeconds(60), Normalized.Of($$"""{"timestamp":{{Now.AddSeconds(60).ToUnixTimeSeconds()}}}""").Timestamp);

    [Theory]
    [InlineData(54, 0)]
    [InlineData(55, 55)]
    [InlineData(-55, -55)]
    [InlineData(1440, 1440)]
    public void ClockDrift_Of55Minutes_ShiftsAllTimes(int driftMinutes, int expectedShift)
    {
        var happened = Now.AddMinutes(-driftMinutes).AddSeconds(-10);
        var json = $$"""{"timestamp":"{{happened:O}}","breadcrumbs":[{"timestamp":"{{happened.AddSeconds(-5):O}}"}]}""";

        var actual = Normalized.Of(json, Receipt with { SentAt = Now.AddMinutes(-driftMinutes) });

        Assert.Equal(happened.AddMinutes(expectedShift), actual.Timestamp);
        Assert.Equal(happened.AddMinutes(expectedShift).AddSeconds(-5), actual.Breadcrumbs.Single().Timestamp);
        Assert.Equal(expectedShift == 0 ? [] : ["clock_drift timestamp"], actual.Faults());
    }

    [Fact]
    public void ClockDrift_BeyondTheCalendar_IsAFaultOfTheField()
    {
        var actual = Normalized.Of("""{"breadcrumbs":[{"timestamp":"9999-12-31T23:59:59Z"}]}""", Receipt with { SentAt = Now.AddYears(-5) });

        Assert.Null(actual.Breadcrumbs.Single().Timestamp);
        Assert.Equal(["invalid_data breadcrumbs.values.0.timestamp"], actual.Faults());
    }
}
