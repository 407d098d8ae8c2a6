using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class IgnoreRateTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);
    private static readonly IgnoreRate Hourly = new() { Count = 1, Window = TimeSpan.FromHours(1) };

    private static readonly Gen<DateTimeOffset[]> Instants = Gen.ArrayOf(Gen.Choose(0, 200)).Select(minutes => minutes.Order().Select(minute => Start.AddMinutes(minute)).ToArray());

    [Property(MaxTest = 500)]
    public Property The_window_counts_nothing_that_is_older_and_all_of_its_newest_five_slots() => Prop.ForAll(Instants.Where(instants => instants.Length > 0).ToArbitrary(), instants =>
    {
        var seen = instants.Aggregate(Hourly, (rate, at) => rate.With(at)).SeenAt(instants[^1]);
        return seen <= instants.Count(at => instants[^1] - at < TimeSpan.FromHours(1)) && seen >= instants.Count(at => instants[^1] - at <= TimeSpan.FromMinutes(50));
    });

    [Property(MaxTest = 500)]
    public Property The_order_of_receipt_does_not_matter() => Prop.ForAll(Instants.Where(instants => instants.Length > 0).ToArbitrary(), instants =>
    {
        var rest = instants[..^1];
        var latest = Hourly.With(instants[^1]);
        return rest.Aggregate(latest, (rate, at) => rate.With(at)) == rest.Reverse().Aggregate(latest, (rate, at) => rate.With(at));
    });

    [Fact]
    public void SeenAt_Later_ForgetsWhatHasLeftTheWindow()
    {
        var rate = Hourly.With(Start).With(Start);

        Assert.Equal(2, rate.SeenAt(Start.AddMinutes(50)));
        Assert.Equal(0, rate.SeenAt(Start.AddMinutes(61)));
        Assert.Equal(0, Hourly.SeenAt(Start));
    }
}
