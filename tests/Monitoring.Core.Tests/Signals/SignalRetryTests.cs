using Monitoring.Core.Tests.Support;

namespace Monitoring.Core.Tests.Signals;

/// <summary>What becomes of signals whose handlers fail, hang or never succeed.</summary>
public sealed class SignalRetryTests : SignalPumpTest
{
    [Fact]
    public async Task A_failing_signal_is_tried_again_and_holds_up_only_those_behind_it()
    {
        var bearWorks = false;
        Toys.Handle = (context, _) => context.Signal.Toy == "bear" && !bearWorks ? throw new InvalidOperationException("torn") : default;
        var host = await StartAsync();

        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);
        await ToySignal.CommitAsync(host, "duck", 0, 1, 2);
        await host.UntilAsync(() => Toys.HandledOf("duck").Count() == 3);
        await ToySignal.CommitAsync(host, "bear", 3);
        await ToySignal.CommitAsync(host, "duck", 3);
        await host.UntilAsync(() => Toys.HandledOf("duck").Count() == 4);

        Assert.Empty(Toys.HandledOf("bear"));
        Assert.All(Toys.Tried.Where(context => context.Signal.Toy == "bear"), context => Assert.Equal(0, context.Signal.Number));
        bearWorks = true;
        await host.UntilAsync(() => Toys.HandledOf("bear").Count() == 4);
        Assert.Equal([0, 1, 2, 3], Toys.HandledOf("bear"));
        Assert.Equal([0, 1, 2, 3], Toys.HandledOf("duck"));
    }

    [Fact]
    public async Task Waits_between_tries_double_and_the_attempt_is_told()
    {
        var times = new List<DateTimeOffset>();
        TestHost? host = null;
        Toys.Handle = (_, _) =>
        {
            times.Add(host!.Clock.GetUtcNow());
            return times.Count < 5 ? throw new InvalidOperationException("not yet") : default;
        };
        host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0);

        await host.UntilAsync(() => Toys.Handled.Length == 1);

        Assert.Equal([1, 2, 3, 4, 5], Toys.Tried.Select(context => context.Attempt));
        Assert.Single(Toys.Tried.Select(context => context.Id).Distinct());
        for (var index = 1; index < times.Count; index++)
        {
            // Without chance in this test a wait is the full one; the clock moves by 100 ms per step.
            Assert.True(times[index] - times[index - 1] >= TimeSpan.FromSeconds(Math.Pow(2, index - 1)));
        }
    }

    [Fact]
    public async Task A_handler_that_hangs_is_cancelled_and_tried_again()
    {
        var tries = 0;
        Toys.Handle = async (_, token) =>
        {
            if (Interlocked.Increment(ref tries) == 1)
            {
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0);

        await host.UntilAsync(() => Toys.Handled.Length == 1, TimeSpan.FromMilliseconds(500));

        Assert.Equal(2, Toys.Handled[0].Attempt);
    }

    [Fact]
    public async Task Too_many_waiting_signals_stop_the_subscription_until_some_are_through()
    {
        var works = false;
        Toys.Handle = (_, _) => works ? default : throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxWaiting = 10);
        for (var toy = 0; toy < 30; toy++)
        {
            await ToySignal.CommitAsync(host, $"toy{toy}", 0);
        }

        await host.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(10, Toys.Tried.Select(context => context.Signal.Toy).Distinct().Count());

        works = true;
        await host.UntilAsync(() => Toys.Handled.Length == 30);
        Assert.Equal(30, Toys.Handled.Select(context => context.Signal.Toy).Distinct().Count());
    }

    [Fact]
    public async Task A_clock_that_is_set_back_delays_a_retry_by_no_more_than_the_longest_wait()
    {
        var works = false;
        Toys.Handle = (_, _) => works ? default : throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxRetryDelay = TimeSpan.FromMinutes(1));
        await ToySignal.CommitAsync(host, "bear", 0);
        await host.UntilAsync(() => Toys.Tried.Length == 3);
        works = true;

        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddDays(-1));
        var setBack = host.Clock.GetTimestamp();
        await host.UntilAsync(() => Toys.Handled.Length == 1);

        Assert.True(host.Clock.GetElapsedTime(setBack) < TimeSpan.FromMinutes(2));
    }
}
