using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Tests.Timers;

/// <summary>Hosts that share a store, die, stop, and have much to do.</summary>
public sealed class TimerHostTests : TimerPumpTest
{
    [Fact]
    public async Task A_host_without_the_handler_leaves_a_timer_to_others()
    {
        var without = await StartAsync(add: _ => { });
        await SetAsync("wake", TimeSpan.Zero);
        await without.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Empty(Alarms.Fired);

        var with = await StartAsync();
        await with.UntilAsync(() => Alarms.Fired.Length == 1);
    }

    [Fact]
    public async Task When_a_host_dies_its_timers_fire_on_another_one()
    {
        UnreliableStore? cord = null;
        var isFirst = true;
        Alarms.Handle = (_, _) =>
        {
            if (isFirst)
            {
                isFirst = false;
                cord!.CutOff();
            }

            return new(TimerOutcome.DoneWith(new DocumentCommit
            {
                Partition = Partition.Host,
                Puts = [Note.Type.Put(new Note { Key = "wake", Lines = ["fired"] }, expectedVersion: 0)],
            }));
        };
        var first = await StartAsync(through: store => cord = new UnreliableStore(store));
        await SetAsync("wake", TimeSpan.Zero);
        await first.UntilAsync(() => !isFirst);

        var second = await StartAsync();
        await second.UntilAsync(() => Alarms.Fired.Length == 2);
        await second.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(2, Alarms.Fired[1].Claim.Attempt);
        Assert.NotNull(await Note.FindAsync(Stores, "wake"));
    }

    [Fact]
    public async Task Not_more_than_allowed_run_at_the_same_time_and_all_fire()
    {
        var running = 0;
        var most = 0;
        Alarms.Handle = async (_, token) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Delay(2, token);
            Interlocked.Decrement(ref running);
            return TimerOutcome.Done;
        };
        var host = await StartAsync(options => options.Timers.MaxConcurrency = 3);
        for (var index = 0; index < 50; index++)
        {
            await SetAsync($"timer{index}", TimeSpan.Zero);
        }

        await host.UntilAsync(() => Alarms.Fired.Length == 50);

        Assert.InRange(most, 1, 3);
        Assert.Equal(50, Alarms.Fired.Select(context => context.Claim.Timer.Key).Distinct().Count());
    }

    [Fact]
    public async Task An_orderly_stop_gives_back_what_it_interrupts()
    {
        Alarms.Handle = async (_, token) =>
        {
            if (Alarms.Fired.Length == 1)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            return TimerOutcome.Done;
        };
        var host = await StartAsync();
        var dueAt = await SetAsync("wake", TimeSpan.Zero);
        await host.UntilAsync(() => Alarms.Fired.Length == 1);
        var stopping = host.StopAsync();
        await host.UntilAsync(() => stopping.IsCompleted);
        var stoppedAt = host.Clock.GetUtcNow();

        var next = await StartAsync();
        await next.UntilAsync(() => Alarms.Fired.Length == 2);

        Assert.Equal((dueAt, 1), (Alarms.Fired[1].Claim.DueAt, Alarms.Fired[1].Claim.Attempt));
        Assert.True(next.Clock.GetUtcNow() - stoppedAt < TimeSpan.FromSeconds(10));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value; seen = target)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
