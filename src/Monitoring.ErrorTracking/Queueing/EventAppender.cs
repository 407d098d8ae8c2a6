using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.ErrorTracking.Spooling.Away;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>Appends the events of several requests at once, and completes each. While the store is away they go into the spool, where there is one.</summary>
/// <remarks>Safe to call on many threads.</remarks>
internal sealed class EventAppender : IDisposable
{
    /// <summary>A store that is away fails each batch; the log hears of it this often.</summary>
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    /// <summary>How often requests try a store that is away: each time they wait for it. The spool tries it as well.</summary>
    private static readonly TimeSpan TrialInterval = TimeSpan.FromSeconds(10);

    private readonly IErrorStore _store;
    private readonly EventSpool _spool;
    private readonly StoreWatch _watch;
    private readonly ISignalHint _signals;
    private readonly ErrorTrackingMetrics _metrics;
    private readonly SpoolMetrics _spoolMetrics;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<EventAppender> _logger;
    private readonly FloodGate _unavailable;
    private readonly FloodGate _spooling;
    private readonly FloodGate _failed;
    private long _appended;

    public EventAppender(
        IErrorStore store,
        EventSpool spool,
        ISignalHint signals,
        ErrorTrackingMetrics metrics,
        SpoolMetrics spoolMetrics,
        TimeProvider timeProvider,
        ILogger<EventAppender> logger)
    {
        _store = store;
        _spool = spool;
        _watch = new StoreWatch(TrialInterval, timeProvider);
        _signals = signals;
        _metrics = metrics;
        _spoolMetrics = spoolMetrics;
        _timeProvider = timeProvider;
        _logger = logger;
        _unavailable = new FloodGate(SummaryInterval, timeProvider, events => Log.StoreStillUnavailable(logger, events));
        _spooling = new FloodGate(SummaryInterval, timeProvider, _ => Log.StoreStillUnavailableSpooling(logger));
        _failed = new FloodGate(SummaryInterval, timeProvider, events => Log.AppendStillFails(logger, events));
    }

    /// <summary>How many batches the store has taken: who was refused twice, and others taken meanwhile, is to blame itself.</summary>
    public long Appended => Volatile.Read(ref _appended);

    /// <summary>Appends the events of requests that were received now.</summary>
    public Task AppendAsync(IReadOnlyList<PendingEvents> batch)
    {
        // As long as something waits in the spool, that is what finds out whether the store is back.
        if (_watch.IsAway && _spool.HasRequests)
        {
            Spool(batch, TrialInterval);
            return Task.CompletedTask;
        }

        return StoreAsync(batch);
    }

    /// <summary>Appends events that come out of the spool, or those of others, whether the store was there or not.</summary>
    public async Task StoreAsync(IReadOnlyList<PendingEvents> batch)
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

            _watch.Answered();
            Interlocked.Increment(ref _appended);
            _metrics.Appended(events.Length, _timeProvider.GetElapsedTime(start));
            CompleteEach(batch, results);
            Notify(results);
        }
        catch (StorageUnavailableException exception)
        {
            _watch.Failed();
            OnUnavailable(batch, exception);
        }
        catch (Exception exception)
        {
            await OnUnexpectedAsync(batch, exception).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _unavailable.Dispose();
        _spooling.Dispose();
        _failed.Dispose();
    }

    private static void CompleteEach(IReadOnlyList<PendingEvents> batch, ImmutableArray<EventAppendResult> results)
    {
        var start = 0;
        foreach (var pending in batch)
        {
            var own = batch.Count == 1 ? results : results.Slice(start, pending.Events.Length);
            start += pending.Events.Length;
            pending.Complete(new AppendOutcome { Fault = AppendFault.None, Results = own });
        }
    }

    private void OnUnavailable(IReadOnlyList<PendingEvents> batch, StorageUnavailableException exception)
    {
        var events = batch.Sum(pending => pending.Events.Length);
        if (_spool.IsOn && _spooling.TryPass(events))
        {
            Log.StoreUnavailableSpooling(_logger, exception);
        }
        else if (!_spool.IsOn && _unavailable.TryPass(events))
        {
            Log.StoreUnavailable(_logger, events, exception);
        }

        Spool(batch, exception.RetryAfter);
    }

    /// <summary>Hands a batch to the spool, or refuses it.</summary>
    private void Spool(IReadOnlyList<PendingEvents> batch, TimeSpan retryAfter)
    {
        // What comes out of the spool does not go there again.
        List<SpooledEvents> requests = _spool.IsOn ? [.. batch.Select(pending => pending.ForSpool).OfType<SpooledEvents>()] : [];
        var answers = requests.Count == batch.Count ? Append(requests) : null;
        for (var i = 0; i < batch.Count; i++)
        {
            var fault = answers?[i] switch
            {
                SpoolAnswer.Taken => AppendFault.Spooled,
                SpoolAnswer.Full => AppendFault.SpoolFull,
                _ => AppendFault.Unavailable,
            };
            batch[i].Complete(new AppendOutcome { Fault = fault, RetryAfter = retryAfter });
        }
    }

    private SpoolAnswer[] Append(List<SpooledEvents> requests)
    {
        try
        {
            var answers = _spool.Append(requests);
            foreach (var (request, answer) in requests.Zip(answers))
            {
                _spoolMetrics.Answered(request.Events.Length, answer);
            }

            return answers;
        }
        catch (Exception exception)
        {
            // Whatever it is, the senders must hear that nothing was taken.
            Log.AppendFailed(_logger, requests.Sum(request => request.Events.Length), exception);
            return [.. requests.Select(_ => SpoolAnswer.Unavailable)];
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
    private async Task OnUnexpectedAsync(IReadOnlyList<PendingEvents> batch, Exception exception)
    {
        if (batch.Count == 1)
        {
            if (_failed.TryPass(batch[0].Events.Length))
            {
                Log.AppendFailed(_logger, batch[0].Events.Length, exception);
            }

            batch[0].Complete(AppendOutcome.Failed);
            return;
        }

        foreach (var pending in batch)
        {
            await StoreAsync([pending]).ConfigureAwait(false);
        }
    }
}
