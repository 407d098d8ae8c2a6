using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Core.Signals;
using Monitoring.Core.Tests.Support;

namespace Monitoring.Core.Tests.Signals;

public sealed class SignalPumpTests : SignalPumpTest
{
    [Fact]
    public async Task A_signal_reaches_its_handler_with_what_was_committed()
    {
        var host = await StartAsync();

        await ToySignal.CommitAsync(host, "bear", 0);
        await host.UntilAsync(() => Toys.Handled.Length == 1);

        var context = Toys.Handled[0];
        var stored = Assert.Single(await host.Documents.ReadSignalsAsync(0, 10, Token));
        Assert.Equal(new ToySignal { Toy = "bear", Number = 0 }, context.Signal);
        Assert.Equal((stored.Signal.Id, stored.Signal.OccurredAt, 1), (context.Id, context.OccurredAt, context.Attempt));
    }

    [Fact]
    public async Task A_hint_delivers_without_the_clock_moving()
    {
        var host = await StartAsync();
        await host.PassAsync(TimeSpan.FromSeconds(2));

        await ToySignal.CommitAsync(host, "bear", 0);
        host.Get<ISignalHint>().Notify();

        await host.UntilAsync(() => Toys.Handled.Length == 1, step: TimeSpan.FromTicks(1));
    }

    [Fact]
    public async Task Signals_about_the_same_thing_come_in_order()
    {
        Toys.Handle = async (_, token) => await Task.Delay(1, token);
        var host = await StartAsync();

        for (var number = 0; number < 100; number++)
        {
            await ToySignal.CommitAsync(host, $"toy{number % 5}", number / 5);
        }

        await host.UntilAsync(() => Toys.Handled.Length == 100);
        Assert.All(Enumerable.Range(0, 5), toy => Assert.Equal(Enumerable.Range(0, 20), Toys.HandledOf($"toy{toy}")));
    }

    [Fact]
    public async Task Two_subscriptions_each_get_every_signal()
    {
        var host = await StartAsync(add: builder =>
        {
            Register(builder);
            AddOthers(builder);
        });
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);

        await host.UntilAsync(() => Toys.Handled.Length + OtherToys.Handled.Length == 6);

        Assert.Equal([0, 1, 2], Toys.HandledOf("bear"));
        Assert.Equal([0, 1, 2], OtherToys.HandledOf("bear"));
    }

    [Fact]
    public void AddSignalHandler_UnknownSignalType_FailsAndNamesTheCall()
    {
        var host = new TestHost(shared: Stores, add: builder =>
        {
            builder.Services.AddSingleton(Toys);
            builder.AddSignalHandler<ToySignal, ToyHandler>("toys");
        });
        Hosts.Add(host);

        var exception = Assert.Throws<MonitoringException>(host.Get<IEnumerable<IHostedService>>);

        Assert.Contains(".AddSignalType(...)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddSignalHandler_TwoHandlersOfOneTypeUnderOneName_Fails()
    {
        var host = new TestHost(shared: Stores, add: builder =>
        {
            Register(builder);
            builder.Services.AddSingleton(new OtherInbox(OtherToys));
            builder.AddSignalHandler<ToySignal, OtherHandler>("toys");
        });
        Hosts.Add(host);

        Assert.Throws<MonitoringException>(host.Get<IEnumerable<IHostedService>>);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Toys")]
    [InlineData("toys:1")]
    public void AddSignalHandler_BadName_Throws(string name) => Assert.Throws<ArgumentException>(
        () => new ServiceCollection().AddMonitoring().AddSignalHandler<ToySignal, ToyHandler>(name));
}
