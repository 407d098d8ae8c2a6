using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Core.Pumping;
using Monitoring.Core.Signals;
using Monitoring.Core.Tests.Support;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.Core.Tests.Signals;

public sealed class TransitionSignalTests
{
    private readonly ConcurrentQueue<object> _received = new();

    [Fact]
    public async Task What_happens_to_an_issue_is_delivered_as_signals_in_order()
    {
        await using var stores = new TestHost();
        await using var host = new TestHost(shared: stores, add: Subscribe);
        await host.StartAsync();
        var first = Event(stores, "first") with { Environment = "production", Service = "shop", Release = "shop@1" };
        var issue = (await stores.Errors.AppendAsync([first], TestContext.Current.CancellationToken))[0].IssueId;
        await SetAsync(stores, issue, IssueStatus.Resolved);
        var second = Event(stores, "second") with { Title = "Later" };
        await stores.Errors.AppendAsync([second], TestContext.Current.CancellationToken);

        await host.UntilAsync(() => _received.Count == 3);

        var opened = Assert.IsType<SignalContext<ErrorIssueOpened>>(_received.ElementAt(0));
        Assert.Equal((issue, first.EventId, "Boom", "production", "shop", "shop@1"), Read(opened.Signal, opened.Signal.EventId));
        Assert.Equal((ErrorLevel.Error, IssueStatus.Unresolved, first.ProjectId), (opened.Signal.Level, opened.Signal.Status, opened.Signal.ProjectId));
        var changed = Assert.IsType<SignalContext<ErrorIssueChanged>>(_received.ElementAt(1));
        Assert.Equal((IssueTransitionKind.StatusChanged, "ann", IssueStatus.Resolved), (changed.Signal.Change, changed.Signal.ActorId, changed.Signal.Status));
        var regressed = Assert.IsType<SignalContext<ErrorIssueRegressed>>(_received.ElementAt(2));
        Assert.Equal(second.EventId, regressed.Signal.EventId);
        Assert.Equal(IssueStatus.Unresolved, regressed.Signal.Status);
    }

    [Fact]
    public async Task A_repeated_delivery_bears_the_same_id()
    {
        await using var stores = new TestHost();
        var ids = new ConcurrentQueue<EntityId>();
        await using var host = new TestHost(shared: stores, add: builder =>
        {
            Subscribe(builder);
            builder.Services.AddSingleton(new Failing(context =>
            {
                ids.Enqueue(context);
                return ids.Count < 3;
            }));
        });
        await host.StartAsync();
        await stores.Errors.AppendAsync([Event(stores, "one")], TestContext.Current.CancellationToken);

        await host.UntilAsync(() => _received.Count == 1);

        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Transitions_are_removed_when_all_are_past_them()
    {
        await using var stores = new TestHost();
        await using var host = new TestHost(shared: stores, add: Subscribe);
        await host.StartAsync();
        await stores.Errors.AppendAsync([Event(stores, "one")], TestContext.Current.CancellationToken);
        await host.UntilAsync(() => _received.Count == 1);

        await host.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromSeconds(5));

        Assert.Empty(await stores.Errors.ReadTransitionsAsync(0, 10, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1, 1, "018f0000-0000-7e71-a815-2ce5c451d076")]
    [InlineData(long.MaxValue, 42, "018f0000-0000-7e0b-8de9-2352459b61d0")]
    public void IdOf_KnownTransition_IsTheSpecifiedValue(long position, long issue, string expected)
    {
        Assert.Equal(expected, TransitionIds.IdOf(Transition(position, issue)).ToString());
    }

    [Fact]
    public void IdOf_OtherPositionOrIssue_Differs()
    {
        var ids = from position in Enumerable.Range(1, 50) from issue in Enumerable.Range(1, 50) select TransitionIds.IdOf(Transition(position, issue));

        Assert.Equal(2_500, ids.Distinct().Count());
    }

    [Fact]
    public void IdOf_AnyTransition_IsAUuidOfVersion7ThatSortsByTime()
    {
        var early = TransitionIds.IdOf(Transition(9, 9));
        var late = TransitionIds.IdOf(Transition(1, 1) with { At = Transition(1, 1).At.AddMilliseconds(1) });

        Assert.Equal((7, true), (early.Value.Version, early.Value.Variant is >= 8 and <= 11));
        Assert.True(early.CompareTo(late) < 0);
    }

    private static (IssueId Issue, EventId Event, string Title, string? Environment, string? Service, string? Release) Read(ErrorIssueSignal signal, EventId id) =>
        (signal.IssueId, id, signal.Title, signal.Environment, signal.Service, signal.Release);

    private static IssueTransition Transition(long position, long issue) => new()
    {
        Position = position,
        ProjectId = new ProjectId(1),
        IssueId = new IssueId(issue),
        Kind = IssueTransitionKind.Opened,
        At = DateTimeOffset.FromUnixTimeMilliseconds(0x018f_0000_0000),
        Status = IssueStatus.Unresolved,
        Title = "Boom",
        Level = ErrorLevel.Error,
    };

    private static GroupedEvent Event(TestHost host, string name) => new()
    {
        ProjectId = new ProjectId(1),
        EventId = EventId.Create(host.Clock),
        Timestamp = host.Clock.GetUtcNow(),
        ReceivedAt = host.Clock.GetUtcNow(),
        Hashes = [GroupingHash.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])],
        Title = "Boom",
        Culprit = name,
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "csharp",
    };

    private static async Task SetAsync(TestHost host, IssueId issue, IssueStatus status)
    {
        var row = await host.Errors.GetIssueAsync(issue, TestContext.Current.CancellationToken);
        var update = new IssueUpdate
        {
            IssueId = issue,
            ActorId = "ann",
            At = host.Clock.GetUtcNow(),
            Change = new IssueChange.SetState { State = row!.State with { Status = status } },
        };
        Assert.Equal(IssueUpdateOutcome.Applied, (await host.Errors.UpdateIssueAsync(update, TestContext.Current.CancellationToken)).Outcome);
    }

    private void Subscribe(IMonitoringBuilder builder)
    {
        builder.Services.AddSingleton(new Jitter(() => 0));
        builder.Services.AddSingleton(_received);
        builder
            .AddSignalHandler<ErrorIssueOpened, Handler>("test")
            .AddSignalHandler<ErrorIssueRegressed, Handler>("test")
            .AddSignalHandler<ErrorIssueChanged, Handler>("test");
    }

    private sealed record Failing(Func<EntityId, bool> Fails);

    private sealed class Handler(ConcurrentQueue<object> received, Failing? failing = null)
        : ISignalHandler<ErrorIssueOpened>, ISignalHandler<ErrorIssueRegressed>, ISignalHandler<ErrorIssueChanged>
    {
        public ValueTask HandleAsync(SignalContext<ErrorIssueOpened> context, CancellationToken cancellationToken) => Take(context);

        public ValueTask HandleAsync(SignalContext<ErrorIssueRegressed> context, CancellationToken cancellationToken) => Take(context);

        public ValueTask HandleAsync(SignalContext<ErrorIssueChanged> context, CancellationToken cancellationToken) => Take(context);

        private ValueTask Take<T>(SignalContext<T> context)
            where T : class, ISignal
        {
            if (failing?.Fails(context.Id) == true)
            {
                throw new InvalidOperationException("not yet");
            }

            received.Enqueue(context);
            return default;
        }
    }
}
