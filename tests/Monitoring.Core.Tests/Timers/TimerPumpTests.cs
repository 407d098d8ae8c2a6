using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Core.Pumping;
using Monitoring.Core.Tests.Signals;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Tests.Timers;

public sealed class TimerPumpTests : IAsyncDisposable
{
    private const string Kind = "alarm";

    private readonly Alarms _alarms = new();
    private readonly TestHost _stores = new();
    private readonly List<TestHost> _hosts = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        var host = await StartAsync();
        var dueAt = await SetAsync("wake", TimeSpan.FromSeconds(30));

        await host.PassAsync(TimeSpan.FromSeconds(29));
        Assert.Empty(_alarms.Fired);
        await host.UntilAsync(() => _alarms.Fired.Length == 1);

        var claim = _alarms.Fired[0].Claim;
        Assert.Equal((Partition.Host, "wake", dueAt, 1, "payload"), (claim.Partition, claim.Timer.Key, claim.DueAt, claim.Attempt, Encoding.UTF8.GetString(claim.Payload.Span)));
        await host.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Single(_alarms.Fired);
    }

    [Fact]
    public async Task A_timer_that_became_due_while_nobody_ran_fires_after_the_start()
    {
        await SetAsync("wake", TimeSpan.FromSeconds(1));
        _stores.Clock.Advance(TimeSpan.FromDays(3));

        var host = await StartAsync();

        await host.UntilAsync(() => _alarms.Fired.Length == 1);
    }

    [Fact]
    public async Task A_failing_timer_is_tried_again_with_growing_waits()
    {
        var times = new List<DateTimeOffset>();
        _alarms.Handle = (_, _) =>
        {
            times.Add(_stores.Clock.GetUtcNow());
            return times.Count < 5 ? throw new InvalidOperationException("not yet") : new(TimerOutcome.Done);
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => times.Count == 5);

        Assert.Equal([1, 2, 3, 4, 5], _alarms.Fired.Select(context => context.Claim.Attempt));
        for (var index = 1; index < times.Count; index++)
        {
            Assert.True(times[index] - times[index - 1] >= TimeSpan.FromSeconds(Math.Pow(2, index - 1)));
        }

        await host.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Equal(5, times.Count);
    }

    [Fact]
    public async Task What_the_handler_wants_is_committed_with_the_completion()
    {
        _alarms.Handle = (context, _) => new(TimerOutcome.DoneWith(new DocumentCommit
        {
            Partition = Partition.Host,
            Puts = [Note.Type.Put(new Note { Key = context.Claim.Timer.Key, Lines = ["fired"] }, expectedVersion: 0)],
        }));
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => _alarms.Fired.Length == 1);
        await host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Equal(["fired"], (await Note.FindAsync(_stores, "wake"))!.Value.Lines);
        Assert.Single(_alarms.Fired);
    }

    [Fact]
    public async Task A_document_that_changed_meanwhile_makes_the_handler_work_again()
    {
        var calls = 0;
        _alarms.Handle = async (_, token) =>
        {
            var note = await Note.FindAsync(_stores, "note");
            if (Interlocked.Increment(ref calls) == 1)
            {
                var commit = new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(new Note { Key = "note", Lines = ["somebody else"] })] };
                await _stores.Documents.CommitAsync(commit, token);
            }

            var changed = new Note { Key = "note", Lines = [.. note?.Value.Lines ?? [], "timer"] };
            return TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(changed, note?.Version ?? 0)] });
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => calls == 2);
        await host.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(["somebody else", "timer"], (await Note.FindAsync(_stores, "note"))!.Value.Lines);
    }

    [Fact]
    public async Task A_timer_can_be_due_again()
    {
        _alarms.Handle = (context, _) => new(_alarms.Fired.Length < 3 ? TimerOutcome.Again(context.Claim.DueAt + TimeSpan.FromMinutes(1)) : TimerOutcome.Done);
        var host = await StartAsync();
        var first = await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => _alarms.Fired.Length == 3, TimeSpan.FromMilliseconds(500));
        await host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Equal([first, first.AddMinutes(1), first.AddMinutes(2)], _alarms.Fired.Select(context => context.Claim.DueAt));
        Assert.All(_alarms.Fired, context => Assert.Equal(1, context.Claim.Attempt));
        Assert.All(_alarms.Fired, context => Assert.Equal("payload", Encoding.UTF8.GetString(context.Claim.Payload.Span)));
    }

    [Fact]
    public async Task A_handler_may_commit_the_completion_itself()
    {
        _alarms.Handle = async (context, token) =>
        {
            var commit = new DocumentCommit
            {
                Partition = Partition.Host,
                Puts = [Note.Type.Put(new Note { Key = "own" })],
                CompletedTimers = [context.Claim],
            };
            Assert.Equal(CommitOutcome.Committed, (await _stores.Documents.CommitAsync(commit, token)).Outcome);
            return TimerOutcome.AlreadyCommitted;
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => _alarms.Fired.Length == 1);
        await host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Single(_alarms.Fired);
    }

    [Fact]
    public async Task An_outcome_in_a_foreign_partition_is_a_failure_of_the_handler()
    {
        _alarms.Handle = (_, _) => new(_alarms.Fired.Length == 1
            ? TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Of(new ProjectId(1)) })
            : TimerOutcome.Done);
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => _alarms.Fired.Length == 2);

        Assert.Equal(2, _alarms.Fired[1].Claim.Attempt);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_cancelled_before_its_claim_ends_and_called_again()
    {
        var cancelledAt = DateTimeOffset.MinValue;
        _alarms.Handle = async (_, token) =>
        {
            if (_alarms.Fired.Length == 1)
            {
                await using var registration = token.Register(() => cancelledAt = _stores.Clock.GetUtcNow());
                await Task.Delay(Timeout.Infinite, token);
            }

            return TimerOutcome.Done;
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => _alarms.Fired.Length == 2);

        Assert.True(cancelledAt < _alarms.Fired[0].Claim.LeaseUntil);
        Assert.Equal(2, _alarms.Fired[1].Claim.Attempt);
    }

    [Fact]
    public async Task A_handler_that_outlives_its_claim_changes_nothing()
    {
        var mayEnd = new TaskCompletionSource();
        _alarms.Handle = async (context, _) =>
        {
            var isFirst = context.Claim.Attempt == 1;
            if (isFirst)
            {
                await mayEnd.Task;
            }

            var note = new Note { Key = isFirst ? "late" : "in time" };
            return TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(note)] });
        };
        var first = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);
        await first.UntilAsync(() => _alarms.Fired.Length == 1);
        var second = await StartAsync();
        await second.UntilAsync(() => _alarms.Fired.Length == 2);

        mayEnd.SetResult();
        await second.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Null(await Note.FindAsync(_stores, "late"));
        Assert.NotNull(await Note.FindAsync(_stores, "in time"));
        Assert.Equal(2, _alarms.Fired.Length);
    }

    [Fact]
    public async Task A_host_without_the_handler_leaves_a_timer_to_others()
    {
        var without = await StartAsync(add: _ => { });
        await SetAsync("wake", TimeSpan.Zero);
        await without.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Empty(_alarms.Fired);

        var with = await StartAsync();
        await with.UntilAsync(() => _alarms.Fired.Length == 1);
    }

    [Fact]
    public async Task When_a_host_dies_its_timers_fire_on_another_one()
    {
        UnreliableStore? cord = null;
        var isFirst = true;
        _alarms.Handle = (_, _) =>
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
        await second.UntilAsync(() => _alarms.Fired.Length == 2);
        await second.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(2, _alarms.Fired[1].Claim.Attempt);
        Assert.NotNull(await Note.FindAsync(_stores, "wake"));
    }

    [Fact]
    public async Task Not_more_than_allowed_run_at_the_same_time_and_all_fire()
    {
        var running = 0;
        var most = 0;
        _alarms.Handle = async (_, token) =>
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

        await host.UntilAsync(() => _alarms.Fired.Length == 50);

        Assert.InRange(most, 1, 3);
        Assert.Equal(50, _alarms.Fired.Select(context => context.Claim.Timer.Key).Distinct().Count());
    }

    [Fact]
    public async Task Signals_of_the_outcome_are_delivered()
    {
        var inbox = new Inbox();
        _alarms.Handle = (_, _) => new(TimerOutcome.DoneWith(new DocumentCommit
        {
            Partition = Partition.Host,
            Signals =
            [
                new SignalEntry
                {
                    Id = EntityId.Create(_stores.Clock),
                    Type = ToySignal.Type.Name,
                    AggregateId = "toy:bear",
                    OccurredAt = _stores.Clock.GetUtcNow(),
                    Body = ToySignal.Type.Serialize(new ToySignal { Toy = "bear", Number = 7 }),
                },
            ],
        }));
        var host = await StartAsync(add: builder =>
        {
            Alarm(builder);
            builder.Services.AddSingleton(inbox);
            builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, ToyHandler>("toys");
        });
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => inbox.Handled.Length == 1);

        Assert.Equal(7, inbox.Handled[0].Signal.Number);
    }

    [Fact]
    public async Task An_orderly_stop_gives_back_what_it_interrupts()
    {
        _alarms.Handle = async (_, token) =>
        {
            if (_alarms.Fired.Length == 1)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            return TimerOutcome.Done;
        };
        var host = await StartAsync();
        var dueAt = await SetAsync("wake", TimeSpan.Zero);
        await host.UntilAsync(() => _alarms.Fired.Length == 1);
        var stopping = host.StopAsync();
        await host.UntilAsync(() => stopping.IsCompleted);
        var stoppedAt = host.Clock.GetUtcNow();

        var next = await StartAsync();
        await next.UntilAsync(() => _alarms.Fired.Length == 2);

        Assert.Equal((dueAt, 1), (_alarms.Fired[1].Claim.DueAt, _alarms.Fired[1].Claim.Attempt));
        Assert.True(next.Clock.GetUtcNow() - stoppedAt < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void AddTimerHandler_TwoHandlersOfOneKind_Fails()
    {
        var host = new TestHost(shared: _stores, add: builder =>
        {
            Alarm(builder);
            builder.AddTimerHandler<AlarmHandler>(Kind).AddTimerHandler<OtherHandler>(Kind);
        });
        _hosts.Add(host);

        Assert.Throws<MonitoringException>(host.Get<IEnumerable<IHostedService>>);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.AsEnumerable().Reverse())
        {
            await host.DisposeAsync();
        }

        await _stores.DisposeAsync();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value; seen = target)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    private async Task<TestHost> StartAsync(
        Action<MonitoringOptions>? options = null, Action<IMonitoringBuilder>? add = null, Func<IDocumentStore, IDocumentStore>? through = null)
    {
        var host = new TestHost(options, add ?? Alarm, _stores, through);
        _hosts.Add(host);
        return await host.StartAsync();
    }

    private void Alarm(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new Jitter(() => 0));
        builder.Services.AddSingleton(_alarms);
        builder.AddTimerHandler<AlarmHandler>(Kind).AddTimerHandler<AlarmHandler>(Kind);
    }

    private async Task<DateTimeOffset> SetAsync(string key, TimeSpan dueIn)
    {
        var dueAt = _stores.Clock.GetUtcNow() + dueIn;
        var schedule = new TimerSchedule { Timer = new TimerKey { Kind = Kind, Key = key }, DueAt = dueAt, Payload = "payload"u8.ToArray() };
        await _stores.Documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Timers = [schedule] }, Token);
        return dueAt;
    }

    private sealed class OtherHandler : ITimerHandler
    {
        public ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken) => new(TimerOutcome.Done);
    }
}
