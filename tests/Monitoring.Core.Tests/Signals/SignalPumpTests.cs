using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Core.Pumping;
using Monitoring.Core.Signals;
using Monitoring.Core.Tests.Support;
using Monitoring.Signals;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Signals;

public sealed class SignalPumpTests : IAsyncDisposable
{
    private readonly Inbox _inbox = new();
    private readonly Inbox _otherInbox = new();
    private readonly TestHost _stores = new();
    private readonly List<TestHost> _hosts = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signal_reaches_its_handler_with_what_was_committed()
    {
        var host = await StartAsync();

        await ToySignal.CommitAsync(host, "bear", 0);
        await host.UntilAsync(() => _inbox.Handled.Length == 1);

        var context = _inbox.Handled[0];
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

        await host.UntilAsync(() => _inbox.Handled.Length == 1, step: TimeSpan.FromTicks(1));
    }

    [Fact]
    public async Task Signals_about_the_same_thing_come_in_order()
    {
        _inbox.Handle = async (_, token) => await Task.Delay(1, token);
        var host = await StartAsync();

        for (var number = 0; number < 100; number++)
        {
            await ToySignal.CommitAsync(host, $"toy{number % 5}", number / 5);
        }

        await host.UntilAsync(() => _inbox.Handled.Length == 100);
        Assert.All(Enumerable.Range(0, 5), toy => Assert.Equal(Enumerable.Range(0, 20), _inbox.HandledOf($"toy{toy}")));
    }

    [Fact]
    public async Task A_failing_signal_is_tried_again_and_holds_up_only_those_behind_it()
    {
        var bearWorks = false;
        _inbox.Handle = (context, _) => context.Signal.Toy == "bear" && !bearWorks ? throw new InvalidOperationException("torn") : default;
        var host = await StartAsync();

        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);
        await ToySignal.CommitAsync(host, "duck", 0, 1, 2);
        await host.UntilAsync(() => _inbox.HandledOf("duck").Count() == 3);
        await ToySignal.CommitAsync(host, "bear", 3);
        await ToySignal.CommitAsync(host, "duck", 3);
        await host.UntilAsync(() => _inbox.HandledOf("duck").Count() == 4);

        Assert.Empty(_inbox.HandledOf("bear"));
        Assert.All(_inbox.Tried.Where(context => context.Signal.Toy == "bear"), context => Assert.Equal(0, context.Signal.Number));
        bearWorks = true;
        await host.UntilAsync(() => _inbox.HandledOf("bear").Count() == 4);
        Assert.Equal([0, 1, 2, 3], _inbox.HandledOf("bear"));
        Assert.Equal([0, 1, 2, 3], _inbox.HandledOf("duck"));
    }

    [Fact]
    public async Task Waits_between_tries_double_and_the_attempt_is_told()
    {
        var times = new List<DateTimeOffset>();
        TestHost? host = null;
        _inbox.Handle = (_, _) =>
        {
            times.Add(host!.Clock.GetUtcNow());
            return times.Count < 5 ? throw new InvalidOperationException("not yet") : default;
        };
        host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0);

        await host.UntilAsync(() => _inbox.Handled.Length == 1);

        Assert.Equal([1, 2, 3, 4, 5], _inbox.Tried.Select(context => context.Attempt));
        Assert.Single(_inbox.Tried.Select(context => context.Id).Distinct());
        for (var index = 1; index < times.Count; index++)
        {
            // Without chance in this test a wait is the full one; the clock moves by 100 ms per step.
            Assert.True(times[index] - times[index - 1] >= TimeSpan.FromSeconds(Math.Pow(2, index - 1)));
        }
    }

    [Fact]
    public async Task A_signal_that_never_succeeds_becomes_a_dead_letter_and_those_behind_it_are_delivered()
    {
        _inbox.Handle = (context, _) => context.Signal is { Toy: "bear", Number: 1 } ? throw new InvalidOperationException("password=hunter2") : default;
        var host = await StartAsync(options => options.Signals.MaxAttempts = 3);
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);

        await host.UntilAsync(() => _inbox.Handled.Length == 2);

        Assert.Equal([0, 2], _inbox.HandledOf("bear"));
        Assert.Equal(3, _inbox.Tried.Count(context => context.Signal.Number == 1));
        var dead = Assert.Single((await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items);
        Assert.Equal(("toys", "toy", "toy:bear", 3), (dead.Subscription, dead.SignalType, dead.AggregateId, dead.Attempts));
        Assert.Equal("System.InvalidOperationException: password=[redacted]", dead.Error);
        Assert.Equal(1, ToySignal.Type.Deserialize(dead.Body).Number);
    }

    [Fact]
    public async Task A_dead_letter_can_be_replayed()
    {
        var works = false;
        _inbox.Handle = (_, _) => works ? default : throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxAttempts = 1);
        await ToySignal.CommitAsync(host, "bear", 0);
        var dead = await DeadAsync(host);

        works = true;
        var replayed = await host.Get<IDeadLetters>().ReplayAsync(TestHost.Administrator, dead.Id, Token);
        await host.UntilAsync(() => _inbox.Handled.Length == 1);

        Assert.Equal(Commands.CommandOutcome.Done, replayed.Outcome);
        Assert.Equal(dead.SignalId, _inbox.Handled[0].Id);
        Assert.Empty((await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items);
        Assert.Equal(
            Commands.CommandOutcome.NotFound, (await host.Get<IDeadLetters>().ReplayAsync(TestHost.Administrator, dead.Id, Token)).Outcome);
        Assert.Equal("signal.replayed", Assert.Single((await host.Audit.ReadAsync(default, 10, cancellationToken: Token)).Items).Action);
    }

    [Fact]
    public async Task A_dead_letter_can_be_discarded()
    {
        _inbox.Handle = (_, _) => throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxAttempts = 1);
        await ToySignal.CommitAsync(host, "bear", 0);
        var dead = await DeadAsync(host);

        var discarded = await host.Get<IDeadLetters>().DiscardAsync(TestHost.Administrator, dead.Id, Token);

        Assert.Equal(Commands.CommandOutcome.Done, discarded.Outcome);
        Assert.Empty((await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items);
        Assert.Equal("signal.discarded", Assert.Single((await host.Audit.ReadAsync(default, 10, cancellationToken: Token)).Items).Action);
    }

    [Fact]
    public async Task Dead_letters_are_for_administrators()
    {
        var host = await StartAsync();

        var result = await host.Get<IDeadLetters>().ListAsync(TestHost.User("somebody"), 10, cancellationToken: Token);

        Assert.Equal(Commands.CommandOutcome.Refused, result.Outcome);
    }

    [Fact]
    public async Task A_signal_that_cannot_be_read_dies_at_once()
    {
        var host = await StartAsync();
        var entry = new SignalEntry { Id = EntityId.Create(host.Clock), Type = "toy", AggregateId = "toy:bear", OccurredAt = host.Clock.GetUtcNow(), Body = "no JSON"u8.ToArray() };
        await host.Documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Signals = [entry] }, Token);
        await ToySignal.CommitAsync(host, "bear", 1);

        await host.UntilAsync(() => _inbox.Handled.Length == 1);

        Assert.Equal(entry.Id, (await DeadAsync(host)).SignalId);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_cancelled_and_tried_again()
    {
        var tries = 0;
        _inbox.Handle = async (_, token) =>
        {
            if (Interlocked.Increment(ref tries) == 1)
            {
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0);

        await host.UntilAsync(() => _inbox.Handled.Length == 1, TimeSpan.FromMilliseconds(500));

        Assert.Equal(2, _inbox.Handled[0].Attempt);
    }

    [Fact]
    public async Task Too_many_waiting_signals_stop_the_subscription_until_some_are_through()
    {
        var works = false;
        _inbox.Handle = (_, _) => works ? default : throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxWaiting = 10);
        for (var toy = 0; toy < 30; toy++)
        {
            await ToySignal.CommitAsync(host, $"toy{toy}", 0);
        }

        await host.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(10, _inbox.Tried.Select(context => context.Signal.Toy).Distinct().Count());

        works = true;
        await host.UntilAsync(() => _inbox.Handled.Length == 30);
        Assert.Equal(30, _inbox.Handled.Select(context => context.Signal.Toy).Distinct().Count());
    }

    [Fact]
    public async Task A_host_without_the_handler_swallows_nothing()
    {
        var with = await StartAsync();
        await with.PassAsync(TimeSpan.FromSeconds(2));
        await with.StopAsync();
        var without = await StartAsync(add: Others);
        await ToySignal.CommitAsync(without, "bear", 0);

        await without.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(5));
        Assert.Single(_otherInbox.Handled);
        Assert.Empty(_inbox.Tried);
        var again = await StartAsync();
        await again.UntilAsync(() => _inbox.Handled.Length == 1);
    }

    [Fact]
    public async Task Two_subscriptions_each_get_every_signal()
    {
        var host = await StartAsync(add: builder =>
        {
            Toys(builder);
            Others(builder);
        });
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);

        await host.UntilAsync(() => _inbox.Handled.Length + _otherInbox.Handled.Length == 6);

        Assert.Equal([0, 1, 2], _inbox.HandledOf("bear"));
        Assert.Equal([0, 1, 2], _otherInbox.HandledOf("bear"));
    }

    [Fact]
    public async Task When_a_host_dies_another_one_takes_over_within_the_lease()
    {
        UnreliableStore? cord = null;
        var first = await StartAsync(through: store => cord = new UnreliableStore(store));
        await ToySignal.CommitAsync(_stores, "bear", 0);
        await first.UntilAsync(() => _inbox.Handled.Length == 1);
        cord!.CutOff();

        var second = await StartAsync();
        await ToySignal.CommitAsync(_stores, "bear", 1);
        var died = second.Clock.GetUtcNow();
        await second.UntilAsync(() => _inbox.FirstHandledOf("bear").Count() == 2);

        Assert.Equal([0, 1], _inbox.FirstHandledOf("bear"));
        Assert.True(second.Clock.GetUtcNow() - died < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_stops_and_writes_nothing_over_the_work_of_the_next()
    {
        var isAway = false;
        var mayEnd = new TaskCompletionSource();
        _inbox.Handle = async (context, _) =>
        {
            if (context.Signal.Number == 0 && _inbox.Tried.Length == 1)
            {
                await mayEnd.Task;
            }
        };
        var first = await StartAsync(through: store => new UnreliableStore(store, () => isAway));
        await ToySignal.CommitAsync(_stores, "bear", 0, 1, 2);
        await first.UntilAsync(() => _inbox.Tried.Length == 1);
        isAway = true;
        var second = await StartAsync();
        await second.UntilAsync(() => _inbox.Handled.Length == 3);

        isAway = false;
        mayEnd.SetResult();
        await ToySignal.CommitAsync(_stores, "bear", 3);
        await second.UntilAsync(() => _inbox.HandledOf("bear").Contains(3));
        await second.PassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));

        Assert.Equal([0, 0, 1, 2, 3], _inbox.HandledOf("bear").Order());
        Assert.Equal([0, 1, 2, 3], _inbox.FirstHandledOf("bear"));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_delays_a_retry_by_no_more_than_the_longest_wait()
    {
        var works = false;
        _inbox.Handle = (_, _) => works ? default : throw new InvalidOperationException();
        var host = await StartAsync(options => options.Signals.MaxRetryDelay = TimeSpan.FromMinutes(1));
        await ToySignal.CommitAsync(host, "bear", 0);
        await host.UntilAsync(() => _inbox.Tried.Length == 3);
        works = true;

        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddDays(-1));
        var setBack = host.Clock.GetTimestamp();
        await host.UntilAsync(() => _inbox.Handled.Length == 1);

        Assert.True(host.Clock.GetElapsedTime(setBack) < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task After_an_orderly_stop_nothing_is_delivered_again()
    {
        var host = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 0, 1, 2);
        await host.UntilAsync(() => _inbox.Handled.Length == 3);
        await host.StopAsync();

        var next = await StartAsync();
        await ToySignal.CommitAsync(host, "bear", 3);
        await next.UntilAsync(() => _inbox.HandledOf("bear").Contains(3));

        Assert.Equal([0, 1, 2, 3], _inbox.HandledOf("bear"));
    }

    [Fact]
    public async Task An_orderly_stop_lets_the_running_handler_end_and_repeats_nothing()
    {
        var begun = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        _inbox.Handle = async (context, _) =>
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
        await next.UntilAsync(() => _inbox.Handled.Length == 3);
        Assert.Equal([0, 1, 2], _inbox.HandledOf("bear"));
    }

    [Fact]
    public async Task A_handler_that_ignores_the_stop_is_cancelled_after_a_while_and_its_signal_delivered_again()
    {
        var isFirst = true;
        _inbox.Handle = async (_, token) =>
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
        Assert.Empty(_inbox.Handled);

        var next = await StartAsync();
        await next.UntilAsync(() => _inbox.Handled.Length == 1);
    }

    [Fact]
    public async Task Handled_signals_are_removed_some_time_after_all_known_subscriptions_are_past_them()
    {
        var host = await StartAsync();
        var behind = await StartAsync(add: Others);
        await behind.PassAsync(TimeSpan.FromSeconds(2));
        await behind.StopAsync();
        await ToySignal.CommitAsync(host, "bear", 0, 1);
        await host.UntilAsync(() => _inbox.Handled.Length == 2);

        await host.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(5));
        Assert.Equal(2, (await host.Documents.ReadSignalsAsync(0, 10, Token)).Length);

        var again = await StartAsync(add: Others);
        await again.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5));
        Assert.Equal(2, _otherInbox.Handled.Length);
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

    [Fact]
    public void AddSignalHandler_UnknownSignalType_FailsAndNamesTheCall()
    {
        var host = new TestHost(shared: _stores, add: builder =>
        {
            builder.Services.AddSingleton(_inbox);
            builder.AddSignalHandler<ToySignal, ToyHandler>("toys");
        });
        _hosts.Add(host);

        var exception = Assert.Throws<MonitoringException>(host.Get<IEnumerable<IHostedService>>);

        Assert.Contains(".AddSignalType(...)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddSignalHandler_TwoHandlersOfOneTypeUnderOneName_Fails()
    {
        var host = new TestHost(shared: _stores, add: builder =>
        {
            Toys(builder);
            builder.Services.AddSingleton(new OtherInbox(_otherInbox));
            builder.AddSignalHandler<ToySignal, OtherHandler>("toys");
        });
        _hosts.Add(host);

        Assert.Throws<MonitoringException>(host.Get<IEnumerable<IHostedService>>);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Toys")]
    [InlineData("toys:1")]
    public void AddSignalHandler_BadName_Throws(string name) => Assert.Throws<ArgumentException>(
        () => new ServiceCollection().AddMonitoring().AddSignalHandler<ToySignal, ToyHandler>(name));

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.AsEnumerable().Reverse())
        {
            await host.DisposeAsync();
        }

        await _stores.DisposeAsync();
    }

    private async Task<TestHost> StartAsync(
        Action<MonitoringOptions>? options = null, Action<IMonitoringBuilder>? add = null, Func<IDocumentStore, IDocumentStore>? through = null)
    {
        var host = new TestHost(options, add ?? Toys, _stores, through);
        _hosts.Add(host);
        return await host.StartAsync();
    }

    private void Toys(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new Jitter(() => 0));
        builder.Services.AddSingleton(_inbox);
        builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, ToyHandler>("toys").AddSignalHandler<ToySignal, ToyHandler>("toys");
    }

    private static async Task<DeadLetter> DeadAsync(TestHost host)
    {
        DeadLetter? dead = null;
        await host.UntilAsync(() => dead is not null || (dead = Find().GetAwaiter().GetResult()) is not null);
        return dead!;

        async Task<DeadLetter?> Find() =>
            (await host.Get<IDeadLetters>().ListAsync(TestHost.Administrator, 10, cancellationToken: Token)).Value!.Items.FirstOrDefault();
    }

    private void Others(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new OtherInbox(_otherInbox));
        builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, OtherHandler>("others");
    }

    private sealed record OtherInbox(Inbox Inbox);

    private sealed class OtherHandler(OtherInbox other) : ISignalHandler<ToySignal>
    {
        public ValueTask HandleAsync(SignalContext<ToySignal> context, CancellationToken cancellationToken) => other.Inbox.TakeAsync(context, cancellationToken);
    }
}
