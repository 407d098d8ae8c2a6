using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Core.Tests.Signals;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.Core.Tests.Timers;

public sealed class TimerPumpTests : TimerPumpTest
{
    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        var host = await StartAsync();
        var dueAt = await SetAsync("wake", TimeSpan.FromSeconds(30));

        await host.PassAsync(TimeSpan.FromSeconds(29));
        Assert.Empty(Alarms.Fired);
        await host.UntilAsync(() => Alarms.Fired.Length == 1);

        var claim = Alarms.Fired[0].Claim;
        Assert.Equal((Partition.Host, "wake", dueAt, 1, "payload"), (claim.Partition, claim.Timer.Key, claim.DueAt, claim.Attempt, Encoding.UTF8.GetString(claim.Payload.Span)));
        await host.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
        Assert.Single(Alarms.Fired);
    }

    [Fact]
    public async Task A_timer_that_became_due_while_nobody_ran_fires_after_the_start()
    {
        await SetAsync("wake", TimeSpan.FromSeconds(1));
        Stores.Clock.Advance(TimeSpan.FromDays(3));

        var host = await StartAsync();

        await host.UntilAsync(() => Alarms.Fired.Length == 1);
    }

    [Fact]
    public async Task What_the_handler_wants_is_committed_with_the_completion()
    {
        Alarms.Handle = (context, _) => new(TimerOutcome.DoneWith(new DocumentCommit
        {
            Partition = Partition.Host,
            Puts = [Note.Type.Put(new Note { Key = context.Claim.Timer.Key, Lines = ["fired"] }, expectedVersion: 0)],
        }));
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => Alarms.Fired.Length == 1);
        await host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Equal(["fired"], (await Note.FindAsync(Stores, "wake"))!.Value.Lines);
        Assert.Single(Alarms.Fired);
    }

    [Fact]
    public async Task A_document_that_changed_meanwhile_makes_the_handler_work_again()
    {
        var calls = 0;
        Alarms.Handle = async (_, token) =>
        {
            var note = await Note.FindAsync(Stores, "note");
            if (Interlocked.Increment(ref calls) == 1)
            {
                var commit = new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(new Note { Key = "note", Lines = ["somebody else"] })] };
                await Stores.Documents.CommitAsync(commit, token);
            }

            var changed = new Note { Key = "note", Lines = [.. note?.Value.Lines ?? [], "timer"] };
            return TimerOutcome.DoneWith(new DocumentCommit { Partition = Partition.Host, Puts = [Note.Type.Put(changed, note?.Version ?? 0)] });
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => calls == 2);
        await host.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(["somebody else", "timer"], (await Note.FindAsync(Stores, "note"))!.Value.Lines);
    }

    [Fact]
    public async Task A_timer_can_be_due_again()
    {
        Alarms.Handle = (context, _) => new(Alarms.Fired.Length < 3 ? TimerOutcome.Again(context.Claim.DueAt + TimeSpan.FromMinutes(1)) : TimerOutcome.Done);
        var host = await StartAsync();
        var first = await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => Alarms.Fired.Length == 3, TimeSpan.FromMilliseconds(500));
        await host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Equal([first, first.AddMinutes(1), first.AddMinutes(2)], Alarms.Fired.Select(context => context.Claim.DueAt));
        Assert.All(Alarms.Fired, context => Assert.Equal(1, context.Claim.Attempt));
        Assert.All(Alarms.Fired, context => Assert.Equal("payload", Encoding.UTF8.GetString(context.Claim.Payload.Span)));
    }

    [Fact]
    public async Task A_handler_may_commit_the_completion_itself()
    {
        Alarms.Handle = async (context, token) =>
        {
            var commit = new DocumentCommit
            {
                Partition = Partition.Host,
                Puts = [Note.Type.Put(new Note { Key = "own" })],
                CompletedTimers = [context.Claim],
            };
            Assert.Equal(CommitOutcome.Committed, (await Stores.Documents.CommitAsync(commit, token)).Outcome);
            return TimerOutcome.AlreadyCommitted;
        };
        var host = await StartAsync();
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => Alarms.Fired.Length == 1);
        await host.PassAsync(TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(1));

        Assert.Single(Alarms.Fired);
    }

    [Fact]
    public async Task Signals_of_the_outcome_are_delivered()
    {
        var inbox = new Inbox();
        Alarms.Handle = (_, _) => new(TimerOutcome.DoneWith(new DocumentCommit
        {
            Partition = Partition.Host,
            Signals =
            [
                new SignalEntry
                {
                    Id = EntityId.Create(Stores.Clock),
                    Type = ToySignal.Type.Name,
                    AggregateId = "toy:bear",
                    OccurredAt = Stores.Clock.GetUtcNow(),
                    Body = ToySignal.Type.Serialize(new ToySignal { Toy = "bear", Number = 7 }),
                },
            ],
        }));
        var host = await StartAsync(add: builder =>
        {
            Register(builder);
            builder.Services.AddSingleton(inbox);
            builder.AddSignalType(ToySignal.Type).AddSignalHandler<ToySignal, ToyHandler>("toys");
        });
        await SetAsync("wake", TimeSpan.Zero);

        await host.UntilAsync(() => inbox.Handled.Length == 1);

        Assert.Equal(7, inbox.Handled[0].Signal.Number);
    }

    [Fact]
    public void AddTimerHandler_TwoHandlersOfOneKind_Fails()
    {
        var host = new TestHost(shared: Stores, add: builder =>
        {
            Register(builder);
            builder.AddTimerHandler<AlarmHandler>(Kind).AddTimerHandler<OtherHandler>(Kind);
        });
        Hosts.Add(host);

        Assert.Throws<MonitoringException>(host.Get<IEnumerable<IHostedService>>);
    }

    private sealed class OtherHandler : ITimerHandler
    {
        public ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken) => new(TimerOutcome.Done);
    }
}
