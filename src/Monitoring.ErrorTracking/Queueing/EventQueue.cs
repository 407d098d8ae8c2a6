using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>
/// Brings events to the store. A request starts an append itself as long as few are under way, so that a lone event waits for nobody; while as many are as may
/// be, what comes gathers, and who is done takes all of it, up to a bound.
/// </summary>
/// <remarks>
/// <para>Bounded by events and by bytes. What was taken is stored even when its request is gone.</para>
/// <para>Several at a time, as a store across a network waits for most of an append. Over the embedded store, which groups appends itself, one, four and sixteen at a time have the same pace.</para>
/// </remarks>
internal sealed class EventQueue : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<PendingEvents> _gathered = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventAppender _appender;
    private readonly ErrorTrackingMetrics _metrics;
    private readonly ILogger<EventQueue> _logger;
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly int _maxBatchEvents;
    private readonly long _maxBatchBytes;
    private readonly int _maxAppends;
    private readonly Action<PendingEvents> _leaving;
    private int _appends;
    private bool _isClosed;
    private long _events;
    private long _bytes;

    public EventQueue(EventAppender appender, IOptions<ErrorTrackingOptions> options, ErrorTrackingMetrics metrics, ILogger<EventQueue> logger)
    {
        _appender = appender;
        _metrics = metrics;
        _logger = logger;
        _maxEvents = options.Value.MaxQueuedEvents;
        _maxBytes = options.Value.MaxQueuedBytes;
        _maxBatchEvents = options.Value.MaxBatchEvents;
        _maxBatchBytes = options.Value.MaxBatchBytes;
        _maxAppends = options.Value.MaxConcurrentAppends;
        _leaving = OnLeaving;
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

        pending.Leaving = _leaving;
        bool starts;
        lock (_lock)
        {
            if (_isClosed)
            {
                Release(pending);
                return QueueAnswer.Closed;
            }

            _metrics.Queued(pending.Events.Length);
            starts = _appends < _maxAppends;
            if (starts)
            {
                _appends++;
            }
            else
            {
                _gathered.Enqueue(pending);
            }
        }

        if (starts)
        {
            _ = AppendAsync([pending]);
        }

        return QueueAnswer.Taken;
    }

    /// <summary>Takes no more events and waits until all that were taken are stored.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        Dispose();
        try
        {
            await _drained.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Log.NotDrained(_logger, Waiting);
        }
    }

    /// <summary>Takes no more events; those that were taken are still stored, for as long as the process and the store live.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            TellDrained();
        }
    }

    public ValueTask DisposeAsync() => new(DrainAsync(CancellationToken.None));

    /// <summary>Appends a batch, and then what has gathered meanwhile, until nothing has.</summary>
    private async Task AppendAsync(List<PendingEvents> batch)
    {
        do
        {
            var appending = _appender.AppendAsync(batch);
            if (appending.IsCompleted)
            {
                // Whoever calls a store that answers at once must not be kept with what others bring.
                await Task.Yield();
            }

            await appending.ConfigureAwait(false);
            batch.Clear();
        }
        while (TakeGathered(batch));
    }

    /// <summary>Takes what has gathered, up to the bound of a batch; where nothing has, the append is over.</summary>
    private bool TakeGathered(List<PendingEvents> batch)
    {
        var events = 0;
        var bytes = 0L;
        lock (_lock)
        {
            while (_gathered.TryPeek(out var next)
                && (batch.Count == 0 || (events + next.Events.Length <= _maxBatchEvents && bytes + next.Bytes <= _maxBatchBytes)))
            {
                batch.Add(_gathered.Dequeue());
                events += next.Events.Length;
                bytes += next.Bytes;
            }

            if (batch.Count > 0)
            {
                return true;
            }

            _appends--;
            TellDrained();
            return false;
        }
    }

    private void TellDrained()
    {
        if (_isClosed && _appends == 0)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>Makes room before the request goes on.</summary>
    private void OnLeaving(PendingEvents pending)
    {
        _metrics.Queued(-pending.Events.Length);
        Release(pending);
    }

    private void Release(PendingEvents pending)
    {
        Interlocked.Add(ref _events, -pending.Events.Length);
        Interlocked.Add(ref _bytes, -pending.Bytes);
    }
}
