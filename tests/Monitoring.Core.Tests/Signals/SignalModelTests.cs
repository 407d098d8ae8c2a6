using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Tests.Support;
using Monitoring.Signals;

namespace Monitoring.Core.Tests.Signals;

/// <summary>
/// Random signals, failing handlers, a store that fails, hosts that crash: each signal is handled at least once or is a
/// dead letter, and the signals about one thing come in order.
/// </summary>
public sealed class SignalModelTests
{
    private const int Toys = 6;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_fails_no_signal_is_lost_and_none_overtakes(int seed)
    {
        var chaos = new Chaos(seed);
        var inbox = new Inbox();
        var broken = new ConcurrentDictionary<(string, int), bool>();
        await using var stores = new TestHost();
        inbox.Handle = async (context, token) =>
        {
            if (chaos.Happens(0.2))
            {
                await Task.Delay(chaos.Below(3), token);
            }

            if (chaos.Happens(0.01))
            {
                // Outlives the lease, deaf to the cancellation; somebody else has it by then.
                await Task.Delay(TimeSpan.FromSeconds(40), stores.Clock, CancellationToken.None);
            }

            if (chaos.Happens(0.1) || broken.ContainsKey((context.Signal.Toy, context.Signal.Number)))
            {
                throw new InvalidOperationException("made to fail");
            }
        };
        await using var hosts = new HostGroup(stores, chaos, Options, builder =>
        {
            builder.Services.AddSingleton(inbox);
            builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, ToyHandler>("toys");
        });
        await hosts.StartAsync();
        await hosts.StartAsync();

        var sent = new int[Toys];
        for (var round = 0; round < 60; round++)
        {
            var toys = Enumerable.Range(0, 1 + chaos.Below(8)).Select(_ => chaos.Below(Toys)).ToArray();
            var signals = toys.Select(toy => new ToySignal { Toy = $"toy{toy}", Number = sent[toy]++ }).ToArray();
            foreach (var signal in signals.Where(_ => chaos.Happens(0.03)))
            {
                broken[(signal.Toy, signal.Number)] = true;
            }

            await ToySignal.CommitAsync(stores, signals);
            await stores.PassAsync(TimeSpan.FromMilliseconds(chaos.Below(1_500)));
            if (chaos.Happens(0.1))
            {
                await hosts.ReplaceAsync();
            }
        }

        hosts.Calm();
        await stores.UntilAsync(() => inbox.Handled.Select(Name).Distinct().Count() == sent.Sum() - broken.Count, what: "the handling of all signals");
        await stores.UntilAsync(() => Dead(stores).Count == broken.Count, what: "the death of the broken ones");

        Assert.Equal(broken.Keys.Order(), Dead(stores).Order());
        for (var toy = 0; toy < Toys; toy++)
        {
            var name = $"toy{toy}";
            Assert.Equal(Enumerable.Range(0, sent[toy]).Where(number => !broken.ContainsKey((name, number))), inbox.FirstHandledOf(name));
        }

        Assert.All(inbox.Tried.GroupBy(Name), tries => Assert.Single(tries.Select(context => context.Id).Distinct()));
    }

    private static (string Toy, int Number) Name(SignalContext<ToySignal> context) => (context.Signal.Toy, context.Signal.Number);

    private static void Options(MonitoringOptions options)
    {
        options.Signals.MaxAttempts = 6;
        options.Signals.MaxRetryDelay = TimeSpan.FromSeconds(4);
        options.Signals.MaxWaiting = 40;
    }

    private static List<(string Toy, int Number)> Dead(TestHost host)
    {
        var page = host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 100, cancellationToken: TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        return [.. page.Value!.Items.Select(dead => ToySignal.Type.Deserialize(dead.Body)).Select(signal => (signal.Toy, signal.Number))];
    }
}
