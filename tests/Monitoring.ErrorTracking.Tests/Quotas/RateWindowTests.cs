using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Quotas;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Tests.Quotas;

public sealed class RateWindowTests
{
    private static readonly KeyRateLimit TenAMinute = new() { Count = 10, Window = TimeSpan.FromMinutes(1) };

    [Property]
    public Property TryAdmit_AnyTimes_AdmitsAtMostTheCountInAnySpan() => Prop.ForAll(
        Gen.Choose(0, 20_000).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).ListOf().ToArbitrary(),
        gaps =>
        {
            var window = new RateWindow(TenAMinute);
            var admitted = new List<TimeSpan>();
            var now = TimeSpan.Zero;
            foreach (var gap in gaps)
            {
                now += gap;
                if (window.TryAdmit(now, out _))
                {
                    admitted.Add(now);
                }
            }

            return admitted.All(end => admitted.Count(time => time > end - TenAMinute.Window && time <= end) <= TenAMinute.Count);
        });

    [Property]
    public Property TryAdmit_Refused_IsAdmittedAfterTheWait() => Prop.ForAll(
        Gen.Choose(0, 5_000).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)).ListOf().ToArbitrary(),
        gaps =>
        {
            var window = new RateWindow(TenAMinute);
            var now = TimeSpan.Zero;
            foreach (var gap in gaps)
            {
                now += gap;
                if (!window.TryAdmit(now, out var wait))
                {
                    Assert.InRange(wait, TimeSpan.FromTicks(1), TenAMinute.Window);
                    now += wait;
                    Assert.True(window.TryAdmit(now, out _));
                }
            }
        });

    [Fact]
    public void TryAdmit_Burst_FitsAgainOneWindowLater()
    {
        var window = new RateWindow(TenAMinute);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(window.TryAdmit(TimeSpan.Zero, out var _)));
        Assert.False(window.TryAdmit(TimeSpan.FromSeconds(59), out var wait));
        Assert.Equal(TimeSpan.FromSeconds(1), wait);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(window.TryAdmit(TimeSpan.FromSeconds(60), out var _)));
    }

    [Fact]
    public void TryAdmit_SteadyStreamAtNearlyTheLimit_IsAdmittedWhole()
    {
        var limit = new KeyRateLimit { Count = 6400, Window = TimeSpan.FromMinutes(1) };
        var window = new RateWindow(limit);
        var gap = limit.Window / (limit.Count * 0.97);

        Assert.All(Enumerable.Range(0, 20_000), i => Assert.True(window.TryAdmit(gap * i, out _)));
    }

    [Fact]
    public void TryAdmit_ManyThreads_CountsExactly()
    {
        var window = new RateWindow(new KeyRateLimit { Count = 1000, Window = TimeSpan.FromHours(1) });
        var admitted = 0;

        Parallel.For(0, 4000, _ => Interlocked.Add(ref admitted, window.TryAdmit(TimeSpan.Zero, out var _) ? 1 : 0));

        Assert.Equal(1000, admitted);
    }
}
