using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>
/// Brings events to the store. One consumer takes all that waits, up to a bound, and appends it at once: while the store writes, the
/// next batch gathers by itself, and a lone event never waits for others.
/// </summary>
/// <remarks>Bounded by events and by bytes. What was taken is stored even when its request is gone.</remarks>
internal sealed class EventQueue : IAsyncDisposable, IDisposable
{
    private readonly Channel<PendingEvents> _channel = Channel.CreateUnbounded<PendingEvents>(new UnboundedChannelOptions { SingleReader = true });
    private readonly EventAppender _appender;
    private readonly ErrorTrackingMetrics _metrics;
    private readonly ILogger<EventQueue> _logger;
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly int _maxBatchEvents;
    private readonly long _maxBatchBytes;
    private readonly Action<PendingEvents> _leaving;
    private readonly Task _consumer;
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
        _leaving = OnLeaving;
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

        pending.Leaving = _leaving;
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
    public void Dispose() => _channel.Writer.TryComplete();

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
            await _appender.AppendAsync(batch).ConfigureAwait(false);
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
