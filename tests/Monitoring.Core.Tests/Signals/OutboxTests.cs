using Monitoring.Core.Signals;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Signals;

/// <summary>How long signals are kept, and for whom.</summary>
public sealed class OutboxTests : SignalPumpTest
{
    [Fact]
    public async Task Handled_signals_are_removed_some_time_after_all_known_subscriptions_are_past_them()
    {
        var host = await StartAsync();
        var behind = await StartAsync(add: AddOthers);
        await behind.PassAsync(TimeSpan.FromSeconds(2));
        await behind.StopAsync();
        await ToySignal.CommitAsync(host, "bear", 0, 1);
        await host.UntilAsync(() => Toys.Handled.Length == 2);

        await host.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(5));
        Assert.Equal(2, (await host.Documents.ReadSignalsAsync(0, 10, Token)).Length);

        var again = await StartAsync(add: AddOthers);
        await again.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5));
        Assert.Equal(2, OtherToys.Handled.Length);
        Assert.Equal(2, (await host.Documents.ReadSignalsAsync(0, 10, Token)).Length);
        await again.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(5));
        Assert.Empty(await host.Documents.ReadSignalsAsync(0, 10, Token));
    }

    [Fact]
    public async Task Without_any_subscription_signals_are_removed_after_a_while()
    {
        var host = await StartAsync(add: _ => { });
        await ToySignal.CommitAsync(host, "bear", 0);

        await host.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5));
        Assert.Single(await host.Documents.ReadSignalsAsync(0, 10, Token));
        await host.PassAsync(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(5));
        Assert.Empty(await host.Documents.ReadSignalsAsync(0, 10, Token));
    }

    [Fact]
    public async Task An_abandoned_subscription_is_forgotten_after_its_time()
    {
        var host = await StartAsync(add: _ => { });
        var gone = await StartAsync();
        await gone.PassAsync(TimeSpan.FromSeconds(2));
        await gone.StopAsync();
        await ToySignal.CommitAsync(host, "bear", 0);

        await host.PassAsync(TimeSpan.FromDays(6), TimeSpan.FromMinutes(10));
        Assert.Single(await host.Documents.ReadSignalsAsync(0, 10, Token));
        await host.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromMinutes(10));
        Assert.Empty(await host.Documents.ReadSignalsAsync(0, 10, Token));
    }

    [Fact]
    public async Task A_living_subscription_of_another_host_is_not_forgotten_however_quiet()
    {
        var host = await StartAsync(add: _ => { });
        var alive = await StartAsync();
        await host.PassAsync(TimeSpan.FromDays(9), TimeSpan.FromMinutes(10));
        await alive.StopAsync();

        Assert.NotNull(await host.Documents.GetAsync(Partition.Host, SignalDocuments.Subscription, "toys", Token));
    }
}
