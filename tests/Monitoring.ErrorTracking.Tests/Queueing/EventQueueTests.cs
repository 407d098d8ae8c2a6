using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Queueing;

public sealed class EventQueueTests : IAsyncDisposable
{
    private readonly GatedErrorStore _store = new();
    private readonly CountedHint _signals = new();
    private readonly ErrorTrackingMetrics _metrics = new();
    private readonly EventQueue _queue;

    public EventQueueTests() =>
        _queue = Create(new ErrorTrackingOptions { MaxQueuedEvents = 20, MaxBatchEvents = 10, MaxBatchBytes = 1024 * 1024, MaxConcurrentAppends = 1 });

    public async ValueTask DisposeAsync()
    {
        _store.Open();
        await _queue.DisposeAsync();
        _metrics.Dispose();
    }

    [Fact]
    public async Task TryEnqueue_LoneEvent_IsStoredWithoutATimer()
    {
        _store.Open();

        var outcome = await Enqueue(Grouped.Events(1)).Done;

        Assert.Equal(AppendFault.None, outcome.Fault);
        Assert.Equal(EventAppendOutcome.NewIssue, Assert.Single(outcome.Results).Outcome);
        await _queue.DrainAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, _signals.Calls);
    }

    [Fact]
    public async Task TryEnqueue_WhileTheStoreWrites_GathersTheNextBatch()
    {
        var first = Enqueue(Grouped.Events(1));
        await _store.Appending.Task;
        var rest = Enumerable.Range(0, 12).Select(_ => Enqueue(Grouped.Events(1))).ToList();

        _store.Open();
        await Task.WhenAll([first.Done, .. rest.Select(pending => pending.Done)]);

        Assert.Equal([1, 10, 2], _store.Batches);
    }

    [Fact]
    public async Task TryEnqueue_FewAppendsUnderWay_StartsAnother_AndGathersWhatIsMore()
    {
        await using var queue = Create(new ErrorTrackingOptions { MaxConcurrentAppends = 3 });
        var all = Enumerable.Range(0, 10).Select(_ => Pending(Grouped.Events(1))).ToList();
        all.ForEach(pending => Assert.Equal(QueueAnswer.Taken, queue.TryEnqueue(pending)));
        Assert.Equal(3, _store.Begun);

        _store.Open();
        await Task.WhenAll(all.Select(pending => pending.Done));

        // Who is done first takes all of it.
        Assert.Equal([1, 1, 1, 7], _store.Batches.Order());
    }

    /// <summary>A store in memory has stored before the call returns.</summary>
    [Fact]
    public async Task TryEnqueue_StoreThatAnswersAtOnce_KeepsNoCallerWithTheEventsOfOthers()
    {
        _store.Open();
        var (caller, isCalling, appendsOfCaller, isFirst) = (Environment.CurrentManagedThreadId, true, 0, true);
        _store.OnAppend = _ =>
        {
            appendsOfCaller += isCalling && Environment.CurrentManagedThreadId == caller ? 1 : 0;
            for (var other = 0; isFirst && other < 5; other++)
            {
                Enqueue(Grouped.Events(1));
            }

            isFirst = false;
        };

        var own = Enqueue(Grouped.Events(1));
        isCalling = false;
        await own.Done;
        await _queue.DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, appendsOfCaller);
        Assert.Equal([1, 5], _store.Batches);
    }

    [Fact]
    public async Task TryEnqueue_SeveralRequests_EachGetsItsOwnResults()
    {
        var pending = Enumerable.Range(1, 5).Select(count => Enqueue(Grouped.Events(count))).ToList();
        _store.Open();

        foreach (var (one, count) in pending.Select((one, index) => (one, index + 1)))
        {
            var results = (await one.Done).Results;
            Assert.Equal(one.Events.Select(item => item.EventId), results.Select(result => _store.EventOf(result.IssueId)));
            Assert.Equal(count, results.Length);
        }
    }

    [Fact]
    public async Task TryEnqueue_Full_IsRefusedAndRoomComesBack()
    {
        var taken = Enqueue(Grouped.Events(20));
        var refused = Pending(Grouped.Events(1));
        Assert.Equal(QueueAnswer.Full, _queue.TryEnqueue(refused));

        _store.Open();
        await taken.Done;

        Assert.Equal(QueueAnswer.Taken, _queue.TryEnqueue(refused));
        await refused.Done;
        Assert.Equal(0, _queue.Waiting);
    }

    [Fact]
    public async Task TryEnqueue_RequestLargerThanTheQueue_IsTakenWhenItIsAlone()
    {
        _store.Open();

        var outcome = await Enqueue(Grouped.Events(50)).Done;

        Assert.Equal(50, outcome.Results.Length);
    }

    [Fact]
    public async Task TryEnqueue_StoreUnavailable_FailsWithItsWait()
    {
        _store.Failure = new StorageUnavailableException("The disk is full.") { RetryAfter = TimeSpan.FromSeconds(7) };
        _store.Open();

        var outcome = await Enqueue(Grouped.Events(1)).Done;

        Assert.Equal((AppendFault.Unavailable, TimeSpan.FromSeconds(7)), (outcome.Fault, outcome.RetryAfter));
    }

    [Fact]
    public async Task TryEnqueue_StoreFailsOnOneRequest_ItsNeighboursAreStored()
    {
        var first = Enqueue(Grouped.Events(1));
        await _store.Appending.Task;
        var poisoned = Grouped.Events(1);
        _store.Poison = poisoned[0].EventId;
        var before = Enqueue(Grouped.Events(2));
        var bad = Enqueue(poisoned);
        var after = Enqueue(Grouped.Events(2));

        _store.Open();

        Assert.Equal(
            [AppendFault.None, AppendFault.None, AppendFault.Failed, AppendFault.None],
            (await Task.WhenAll(first.Done, before.Done, bad.Done, after.Done)).Select(outcome => outcome.Fault));
    }

    [Fact]
    public async Task DrainAsync_FinishesWhatWasTakenAndTakesNoMore()
    {
        var pending = Enumerable.Range(0, 5).Select(_ => Enqueue(Grouped.Events(3))).ToList();
        var draining = _queue.DrainAsync(CancellationToken.None);
        Assert.False(draining.IsCompleted);
        Assert.Equal(QueueAnswer.Closed, _queue.TryEnqueue(Pending(Grouped.Events(1))));

        _store.Open();
        await draining;

        Assert.All(pending, one => Assert.True(one.Done.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task TryEnqueue_ManyThreads_StoresEachEventOnce()
    {
        _store.Open();
        var queue = Create(new ErrorTrackingOptions { MaxQueuedEvents = 100_000, MaxBatchEvents = 64 });
        var stored = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), async (index, _) =>
        {
            var pending = Pending(Grouped.Events(1 + (index % 3)));
            Assert.Equal(QueueAnswer.Taken, queue.TryEnqueue(pending));
            Interlocked.Add(ref stored, (await pending.Done).Results.Length);
        });
        await queue.DisposeAsync();

        Assert.Equal(stored, _store.Batches.Sum());
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task A_hint_that_fails_neither_stores_nor_answers_twice()
    {
        _signals.Failure = new InvalidOperationException("The host's own hint.");
        var first = Enqueue(Grouped.Events(1));
        await _store.Appending.Task;
        var waiting = Enumerable.Range(0, 3).Select(_ => Enqueue(Grouped.Events(1))).ToList();

        _store.Open();
        await Task.WhenAll(waiting.Append(first).Select(pending => pending.Done));
        await _queue.DisposeAsync();

        Assert.Equal([1, 3], _store.Batches);
        Assert.Equal(2, _signals.Calls);
        Assert.Equal(0, _queue.Waiting);
    }

    [Fact]
    public async Task Complete_GivesPayloadMemoryBackOnce()
    {
        var memory = new CountedMemory();
        var pending = new PendingEvents(Grouped.Events(1), memory, null);
        _queue.TryEnqueue(pending);
        _store.Open();

        await pending.Done;

        Assert.Equal(1, memory.Disposals);
    }

    private EventQueue Create(ErrorTrackingOptions options, TimeProvider? timeProvider = null, ILogger<EventAppender>? logger = null)
    {
        var time = timeProvider ?? TimeProvider.System;
        var spool = new EventSpool(null, options.Spool, time, NullLogger<EventSpool>.Instance);
        var appender = new EventAppender(_store, spool, _signals, _metrics, new SpoolMetrics(spool), time, logger ?? NullLogger<EventAppender>.Instance);
        return new EventQueue(appender, Options.Create(options), _metrics, NullLogger<EventQueue>.Instance);
    }

    private PendingEvents Enqueue(ImmutableArray<GroupedEvent> events)
    {
        var pending = Pending(events);
        Assert.Equal(QueueAnswer.Taken, _queue.TryEnqueue(pending));
        return pending;
    }

    [Theory]
    [InlineData(true, "The error store is unavailable; 2 events were refused")]
    [InlineData(false, "The error store failed on 2 events of one request")]
    public async Task A_store_that_goes_on_failing_is_said_once_and_then_once_a_minute(bool isAway, string first)
    {
        var time = new FakeTimeProvider();
        var log = new ListedLog();
        await using var queue = Create(new ErrorTrackingOptions(), time, log);
        _store.Failure = isAway ? new StorageUnavailableException("Away.") : new InvalidOperationException("Broken.");
        _store.Open();

        async Task RefuseAsync(int requests)
        {
            for (var request = 0; request < requests; request++)
            {
                var pending = Pending(Grouped.Events(2));
                Assert.Equal(QueueAnswer.Taken, queue.TryEnqueue(pending));
                Assert.NotEqual(AppendFault.None, (await pending.Done).Fault);
            }
        }

        await RefuseAsync(100);
        time.Advance(TimeSpan.FromMinutes(1));
        await RefuseAsync(1);
        time.Advance(TimeSpan.FromMinutes(1));

        var lines = log.Lines.ToArray();
        Assert.Equal(3, lines.Length);
        Assert.StartsWith(first, lines[0], StringComparison.Ordinal);
        Assert.Contains("198 more events", lines[1], StringComparison.Ordinal);
        Assert.Contains("2 more events", lines[2], StringComparison.Ordinal);
    }

    private static PendingEvents Pending(ImmutableArray<GroupedEvent> events) => new(events, new CountedMemory(), null);

    private sealed class CountedHint : ISignalHint
    {
        public int Calls { get; private set; }

        public Exception? Failure { get; set; }

        public void Notify()
        {
            Calls++;
            if (Failure is not null)
            {
                throw Failure;
            }
        }
    }

    private sealed class ListedLog : ILogger<EventAppender>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));
    }

    private sealed class CountedMemory : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
