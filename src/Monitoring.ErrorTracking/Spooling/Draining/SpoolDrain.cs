using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Queueing;
using Monitoring.ErrorTracking.Spooling.Segments;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Spooling.Draining;

/// <summary>Stores what waits in the spool, the oldest first, and counts it then.</summary>
/// <remarks>
/// <para>While the store is away this is what tries it. How much is tried at once halves with each refusal and doubles with each success, so that one request that
/// the store never takes is soon tried alone; what was tried goes behind the rest, so that it holds nobody up.</para>
/// <para>A request that was refused alone several times, although the store has taken others in between, is set aside.</para>
/// </remarks>
internal sealed class SpoolDrain(
    EventSpool spool,
    EventAppender appender,
    StoredBefore before,
    StoredEvents stored,
    OutcomeCounters counters,
    IOptions<ErrorTrackingOptions> options,
    SpoolMetrics metrics,
    TimeProvider timeProvider,
    ILogger<SpoolDrain> logger)
{
    /// <summary>How often the store may refuse a request before it is set aside.</summary>
    private const int MaxRefusals = 5;

    /// <summary>How many segments lie in memory: a second one, so that there is something to try beside requests that are to blame themselves.</summary>
    private const int MaxSegments = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Queue<WaitingRequest> _waiting = new();
    private readonly int _maxEvents = options.Value.MaxBatchEvents;
    private readonly long _maxBytes = options.Value.MaxBatchBytes;
    private int _segments;
    private int _limit = int.MaxValue;
    private bool _hasFailed;
    private long _drained;

    /// <summary>Stores what waits and what comes, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await StepAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Log.SpoolDrainFailed(logger, exception);
                await PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0 || (_hasFailed && _segments < MaxSegments))
        {
            Load();
        }

        if (_waiting.Count == 0)
        {
            await RestAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var batch = TakeBatch();
        if (!await TryDropStoredAsync(batch, cancellationToken).ConfigureAwait(false) || batch.Count == 0)
        {
            return;
        }

        var pending = batch.ConvertAll(request => new PendingEvents(request.Events!.Events, payloads: null, notes: null));
        await appender.StoreAsync(pending).ConfigureAwait(false);
        var refused = 0;
        foreach (var (request, one) in batch.Zip(pending))
        {
            var outcome = await one.Done.ConfigureAwait(false);
            if (outcome.Fault == AppendFault.None)
            {
                OnStored(request, outcome);
            }
            else
            {
                refused++;
                OnRefused(request, isAlone: batch.Count == 1 || outcome.Fault == AppendFault.Failed, outcome.Fault);
            }
        }

        await PaceAsync(batch.Count, refused, cancellationToken).ConfigureAwait(false);
    }

    private void Load()
    {
        if (spool.TakeOldest() is not { } segment)
        {
            return;
        }

        var handed = new HandedSegment(segment);
        _segments++;
        foreach (var (frame, _) in segment.Scan.Frames)
        {
            if (Read(segment, frame) is { } events)
            {
                _waiting.Enqueue(new WaitingRequest(handed, frame) { Events = events });
            }
            else
            {
                SetAside(new WaitingRequest(handed, frame));
            }
        }

        FinishWhenDone(handed);
    }

    /// <summary>The events of a frame; null when they are of a newer version of this package.</summary>
    private SpooledEvents? Read(SpoolSegment segment, Range frame)
    {
        try
        {
            return SpoolRecord.Read(segment.RecordOf(frame));
        }
        catch (StoreDamagedException exception)
        {
            Log.SpoolDrainFailed(logger, exception);
            return null;
        }
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        if (spool.HasRequests)
        {
            // The disk did not give what is there.
            await PauseAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        if (_drained > 0)
        {
            Log.SpoolDrained(logger, _drained);
            _drained = 0;
        }

        await Task.WhenAny(spool.WaitAsync().WaitAsync(cancellationToken)).ConfigureAwait(false);
    }

    private List<WaitingRequest> TakeBatch()
    {
        var batch = new List<WaitingRequest>();
        var (events, bytes) = (0L, 0L);
        while (batch.Count < _limit && _waiting.TryPeek(out var next))
        {
            events += next.Events!.Events.Length;
            bytes += next.Events.Events.Sum(item => (long)item.Payload.Length);
            if (batch.Count > 0 && (events > _maxEvents || bytes > _maxBytes))
            {
                break;
            }

            batch.Add(_waiting.Dequeue());
        }

        return batch;
    }

    /// <summary>Leaves out of a batch what the store has already and may have forgotten that it has.</summary>
    /// <returns>Whether the store has answered.</returns>
    private async Task<bool> TryDropStoredAsync(List<WaitingRequest> batch, CancellationToken cancellationToken)
    {
        var unclear = new List<WaitingRequest>();
        try
        {
            foreach (var request in batch)
            {
                if (!await TryDropStoredAsync(request, cancellationToken).ConfigureAwait(false))
                {
                    unclear.Add(request);
                }
            }
        }
        catch (StorageUnavailableException)
        {
            batch.ForEach(_waiting.Enqueue);
            await PauseAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }

        batch.FindAll(request => request.Events!.Events.IsEmpty).ForEach(Leave);
        batch.RemoveAll(request => request.Events!.Events.IsEmpty || unclear.Contains(request));
        if (unclear.Count > 0)
        {
            _hasFailed = true;
            unclear.ForEach(request => OnRefused(request, isAlone: true, AppendFault.Failed));
            await PauseAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <returns>Whether it is clear what the store has. An event that is there and damaged would count twice if it were stored, and be lost if it were left out.</returns>
    private async Task<bool> TryDropStoredAsync(WaitingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            request.Events = await before.WithoutAsync(request.Events!, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not StorageUnavailableException)
        {
            Log.SpoolDrainFailed(logger, exception);
            return false;
        }
    }

    private void OnStored(WaitingRequest request, AppendOutcome outcome)
    {
        var events = request.Events!;
        for (var i = 0; i < events.Events.Length; i++)
        {
            var row = events.Events[i];
            stored.Count(new ItemTally(counters, row.ProjectId), row, events.Notes.NoteOf(i), outcome.Results[i]);
        }

        _drained += events.Events.Length;
        metrics.Drained(events.Events.Length, stored: true);
        Leave(request);
    }

    private void OnRefused(WaitingRequest request, bool isAlone, AppendFault fault)
    {
        var appended = appender.Appended;
        if (isAlone)
        {
            request.Refusals += fault == AppendFault.Failed || appended > request.AppendedAtRefusal ? 1 : 0;
            request.AppendedAtRefusal = appended;
        }

        if (request.Refusals < MaxRefusals || !SetAside(request))
        {
            _waiting.Enqueue(request);
        }
    }

    private bool SetAside(WaitingRequest request)
    {
        if (!spool.TrySetAside(request.Segment.Segment, request.Frame))
        {
            return false;
        }

        var events = request.Events?.Events.Length ?? 1;
        Log.SpoolSetAside(logger, events, request.Segment.Segment.Name);
        metrics.Drained(events, stored: false);
        Leave(request);
        return true;
    }

    private void Leave(WaitingRequest request)
    {
        request.Segment.Waiting--;
        FinishWhenDone(request.Segment);
    }

    private void FinishWhenDone(HandedSegment handed)
    {
        if (handed.Waiting == 0)
        {
            handed.Waiting = -1;
            _segments--;
            spool.Finish(handed.Segment);
        }
    }

    /// <summary>Waits a while, but not beyond a cancellation.</summary>
    private Task<Task> PauseAsync(CancellationToken cancellationToken) => Task.WhenAny(Task.Delay(Pause, timeProvider, cancellationToken));

    /// <summary>Halves or doubles what is tried at once, and waits after a refusal.</summary>
    private async Task PaceAsync(int tried, int refused, CancellationToken cancellationToken)
    {
        if (refused == 0)
        {
            _hasFailed = false;
            _limit = (int)Math.Min(int.MaxValue, 2L * _limit);
            return;
        }

        _hasFailed = true;
        _limit = Math.Max(1, tried / 2);
        await PauseAsync(cancellationToken).ConfigureAwait(false);
    }
}
