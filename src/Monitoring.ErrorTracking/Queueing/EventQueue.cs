using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Core.Logging;
using Monitoring.Core.Signals;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>
/// Brings events to the store. One consumer takes all that waits, up to a bound, and appends it at once: while the store writes, the
/// next batch gathers by itself, and a lone event never waits for others.
/// </summary>
/// <remarks>Bounded by events and by bytes. What was taken is stored even when its request is gone.</remarks>
internal sealed class EventQueue : IAsyncDisposable, IDisposable
{
    /// <summary>A store that is away fails each batch; the log hears of it this often.</summary>
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    private readonly Channel<PendingEvents> _channel = Channel.CreateUnbounded<PendingEvents>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IErrorStore _store;
    private readonly ISignalHint _signals;
    private readonly ErrorTrackingMetrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<EventQueue> _logger;
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly int _maxBatchEvents;
    private readonly long _maxBatchBytes;
    private readonly FloodGate _unavailable;
    private readonly FloodGate _failed;
    private readonly Task _consumer;
    private long _events;
    private long _bytes;

    public EventQueue(
        IErrorStore store,
        IOptions<ErrorTrackingOptions> options,
        ISignalHint signals,
        ErrorTrackingMetrics metrics,
        TimeProvider timeProvider,
        ILogger<EventQueue> logger)
    {
        _signals = signals;
        _store = store;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _logger = logger;
        _maxEvents = options.Value.MaxQueuedEvents;
        _maxBytes = options.Value.MaxQueuedBytes;
        _maxBatchEvents = options.Value.MaxBatchEvents;
        _maxBatchBytes = options.Value.MaxBatchBytes;
        _unavailable = new FloodGate(SummaryInterval, timeProvider, events => Log.StoreStillUnavailable(logger, events));
        _failed = new FloodGate(SummaryInterval, timeProvider, events => Log.AppendStillFails(logger, events));
        _consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>How many events wait or are being stored.</summary>
    public int Waiting => (int)Volatile.Read(ref _events);

    /// <summary>Takes events, all or none. When they are not taken, the caller discards them.</summary>
    public QueueAnswer TryEnqueue(PendingEvents pending)
    {
        // A request that alone is larger than the bound must not be refused for ever.
        var events = Interlocked.Add(ref _events, pending.Events.Length);
        var bytes = Interlocked.Add(ref _bytes, pending.Bytes);
        var isAlone = events == pending.Events.Length;
        if ((events > _maxEvents || bytes > _maxBytes) && !isAlone)
        {
            Release(pending);
            return QueueAnswer.Full;
        }

        _metrics.Queued(pending.Events.Length);
        if (_channel.Writer.TryWrite(pending))
        {
            return QueueAnswer.Taken;
        }

        _metrics.Queued(-pending.Events.Length);
        Release(pending);
        return QueueAnswer.Closed;
    }

    /// <summary>Takes no more events and waits until all that were taken are stored.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _channel.Writer.TryComplete();
        try
        {
            await _consumer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Log.NotDrained(_logger, Waiting);
        }
    }

    /// <summary>Takes no more events; those that were taken are still stored, for as long as the process and the store live.</summary>
    public void Dispose()
    {
        _channel.Writer.TryComplete();
        _unavailable.Dispose();
        _failed.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync(CancellationToken.None).ConfigureAwait(false);
        Dispose();
    }

    private async Task ConsumeAsync()
    {
        var batch = new List<PendingEvents>();
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            TakeBatch(batch);
            await AppendAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private void TakeBatch(List<PendingEvents> batch)
    {
        var events = 0;
        var bytes = 0L;
        while (_channel.Reader.TryPeek(out var next)
            && (batch.Count == 0 || (events + next.Events.Length <= _maxBatchEvents && bytes + next.Bytes <= _maxBatchBytes))
            && _channel.Reader.TryRead(out next))
        {
            batch.Add(next);
            events += next.Events.Length;
            bytes += next.Bytes;
        }
    }

    private async Task AppendAsync(List<PendingEvents> batch)
    {
        ImmutableArray<GroupedEvent> events = batch.Count == 1 ? batch[0].Events : [.. batch.SelectMany(pending => pending.Events)];
        var start = _timeProvider.GetTimestamp();
        try
        {
            var results = await _store.AppendAsync(events, CancellationToken.None).ConfigureAwait(false);
            if (results.Length != events.Length)
            {
                throw new InvalidOperationException($"The error store answered {results.Length} results for {events.Length} events.");
            }

            _metrics.Appended(events.Length, _timeProvider.GetElapsedTime(start));
            CompleteEach(batch, results);
            Notify(results);
        }
        catch (StorageUnavailableException exception)
        {
            if (_unavailable.TryPass(events.Length))
            {
                Log.StoreUnavailable(_logger, events.Length, exception);
            }

            CompleteAll(batch, new AppendOutcome { Fault = AppendFault.Unavailable, RetryAfter = exception.RetryAfter });
        }
        catch (Exception exception)
        {
            await OnUnexpectedAsync(batch, exception).ConfigureAwait(false);
        }
    }

    /// <summary>The events are stored and answered: a hint of the host's own that fails must not look like a store that failed.</summary>
    private void Notify(ImmutableArray<EventAppendResult> results)
    {
        if (!results.Any(result => result.Outcome is EventAppendOutcome.NewIssue or EventAppendOutcome.Regressed or EventAppendOutcome.Escalated))
        {
            return;
        }

        try
        {
            _signals.Notify();
        }
        catch (Exception exception)
        {
            Log.HintFailed(_logger, exception);
        }
    }

    /// <summary>The store failed as it should not. One request's events may be to blame, so each request is tried by itself.</summary>
    private async Task OnUnexpectedAsync(List<PendingEvents> batch, Exception exception)
    {
        if (batch.Count == 1)
        {
            if (_failed.TryPass(batch[0].Events.Length))
            {
                Log.AppendFailed(_logger, batch[0].Events.Length, exception);
            }

            CompleteAll(batch, AppendOutcome.Failed);
            return;
        }

        foreach (var pending in batch)
        {
            await AppendAsync([pending]).ConfigureAwait(false);
        }
    }

    private void CompleteEach(List<PendingEvents> batch, ImmutableArray<EventAppendResult> results)
    {
        var start = 0;
        foreach (var pending in batch)
        {
            var own = batch.Count == 1 ? results : results.Slice(start, pending.Events.Length);
            start += pending.Events.Length;
            Complete(pending, new AppendOutcome { Fault = AppendFault.None, Results = own });
        }
    }

    private void CompleteAll(List<PendingEvents> batch, AppendOutcome outcome)
    {
        foreach (var pending in batch)
        {
            Complete(pending, outcome);
        }
    }

    private void Complete(PendingEvents pending, AppendOutcome outcome)
    {
        _metrics.Queued(-pending.Events.Length);
        Release(pending);
        pending.Complete(outcome);
    }

    private void Release(PendingEvents pending)
    {
        Interlocked.Add(ref _events, -pending.Events.Length);
        Interlocked.Add(ref _bytes, -pending.Bytes);
    }
}
