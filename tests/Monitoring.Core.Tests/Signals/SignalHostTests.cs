using Monitoring.Core.Tests.Support;

namespace Monitoring.Core.Tests.Signals;

/// <summary>Hosts that share a store, die, and stop.</summary>
public sealed class SignalHostTests : SignalPumpTest
{
    [Fact]
    public async Task A_host_without_the_handler_swallows_nothing()
    {
        var with = await StartAsync();
        await with.PassAsync(TimeSpan.FromSeconds(2));
        await with.StopAsync();
        var without = await StartAsync(add: AddOthers);
        await ToySignal.CommitAsync(without, "bear", 0);

        await without.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(5));
        Assert.Single(OtherToys.Handled);
        Assert.Empty(Toys.Tried);
        var again = await StartAsync();
        await again.UntilAsync(() => Toys.Handled.Length == 1);
    }

    [Fact]
    public async Task When_a_host_dies_another_one_takes_over_within_the_lease()
    {
        UnreliableStore? cord = null;
        var first = await StartAsync(through: store => cord = new UnreliableStore(store));
        await ToySignal.CommitAsync(Stores, "bear", 0);
        await first.UntilAsync(() => Toys.Handled.Length == 1);
        cord!.CutOff();

        var second = await StartAsync();
        await ToySignal.CommitAsync(Stores, "bear", 1);
        var died = second.Clock.GetUtcNow();
        await second.UntilAsync(() => Toys.FirstHandledOf("bear").Count() == 2);

        Assert.Equal([0, 1], Toys.FirstHandledOf("bear"));
        Assert.True(second.Clock.GetUtcNow() - died < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_stops_and_writes_nothing_over_the_work_of_the_next()
    {
        var isAway = false;
        var mayEnd = new TaskCompletionSource();
        Toys.Handle = async (context, _) =>
        {
            if (context.Signal.Number == 0 && Toys.Tried.Length == 1)
            {
                await mayEnd.Task;
            }
        };
        var first = await StartAsync(through: store => new UnreliableStore(store, () => isAway));
        await ToySignal.CommitAsync(Stores, "bear", 0, 1, 2);
        await first.UntilAsync(() => Toys.Tried.Length == 1);
        isAway = true;
        var second = await StartAsync();
        await second.UntilAsync(() => Toys.Handled.Length == 3);

        isAway = false;
        mayEnd.SetResult();
        await ToySignal.CommitAsync(Stores, "bear", 3);
        await second.UntilAsync(() => Toys.HandledOf("bear").Contains(3));
        await second.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));

        Assert.Equal([0, 0, 1, 2, 3], Toys.HandledOf("bear").Order());
        Assert.Equal([0, 1, 2, 3], Toys.FirstHandledOf("bear"));
    }

    [Fact]
    public async Task After_an_orderly_stop_nothing_is_delivered_again()
    {
        var host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);
        await host.UntilAsync(() => Toys.Handled.Length == 3);
        await host.StopAsync();

        var next = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 3);
        await next.UntilAsync(() => Toys.HandledOf("bear").Contains(3));

        Assert.Equal([0, 1, 2, 3], Toys.HandledOf("bear"));
    }

    [Fact]
    public async Task An_orderly_stop_lets_the_running_handler_end_and_repeats_nothing()
    {
        var begun = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        Toys.Handle = async (context, _) =>
        {
            begun.TrySetResult();
            await mayEnd.Task;
        };
        var host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);
        await host.UntilAsync(() => begun.Task.IsCompleted);

        var stopping = host.StopAsync();
        mayEnd.SetResult();
        await stopping;

        var next = await StartAsync();
        await next.UntilAsync(() => Toys.Handled.Length == 3);
        Assert.Equal([0, 1, 2], Toys.HandledOf("bear"));
    }

    [Fact]
    public async Task A_handler_that_ignores_the_stop_is_cancelled_after_a_while_and_its_signal_delivered_again()
    {
        var isFirst = true;
        Toys.Handle = async (_, token) =>
        {
            if (isFirst)
            {
                isFirst = false;
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0);
        await host.UntilAsync(() => !isFirst);

        var stopping = host.StopAsync();
        await host.UntilAsync(() => stopping.IsCompleted);
        Assert.Empty(Toys.Handled);

        var next = await StartAsync();
        await next.UntilAsync(() => Toys.Handled.Length == 1);
    }
}
