using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
using Monitoring.ErrorTracking.Spooling.Segments;
using Monitoring.Storage;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>
/// Keeps events in files while the store is away. What is taken is on the disk; it is handed out segment by segment, the oldest first, and a segment goes once all of
/// it is stored. What a host that died had stored of a segment is handed out again: stores know the ids of events.
/// </summary>
/// <remarks>
/// Safe to call on many threads. Files are added to and never written over, and one that a write failed on takes no more, so that what was acknowledged is not touched
/// again. Two hosts cannot have one directory.
/// </remarks>
internal sealed class EventSpool : IDisposable
{
    /// <summary>Beyond this a segment takes no more; as much may be handed out again after a crash.</summary>
    public const int SegmentBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly ByteWriter _buffer = new();
    private readonly SegmentList _segments = new();
    private readonly SegmentFiles? _files;
    private readonly IDisposable? _directory;
    private readonly long _maxBytes;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<EventSpool> _logger;
    private readonly FloodGate _failing;
    private OpenSegment? _open;
    private bool _hasFailed;
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="files">The directory; null when there is no spool.</param>
    /// <param name="options">Its bounds.</param>
    /// <param name="timeProvider">The time.</param>
    /// <param name="logger">Where faults of the disk are told.</param>
    /// <exception cref="StorageUnavailableException">Another process has the directory, or it cannot be used.</exception>
    public EventSpool(IStoreFiles? files, SpoolOptions options, TimeProvider timeProvider, ILogger<EventSpool> logger)
    {
        _maxBytes = options.MaxBytes;
        _maxAge = options.MaxAge;
        _timeProvider = timeProvider;
        _logger = logger;
        _failing = new FloodGate(SummaryInterval, timeProvider, requests => Log.SpoolStillFails(logger, requests));
        if (files is not null)
        {
            _directory = files.Lock();
            _files = new SegmentFiles(files, timeProvider, logger);
            Open();
        }
    }

    /// <summary>Whether there is one.</summary>
    public bool IsOn => _files is not null;

    /// <summary>Whether something waits.</summary>
    public bool HasRequests
    {
        get
        {
            lock (_lock)
            {
                return _open is not null || !_segments.IsEmpty;
            }
        }
    }

    public SpoolFigures Figures
    {
        get
        {
            lock (_lock)
            {
                var requests = _segments.Requests + (_open?.Facts.Requests ?? 0);
                return new SpoolFigures(Bytes, requests, Age, _files?.Aside.Count ?? 0, _segments.Unreadable, IsFull: Bytes >= _maxBytes || Age > _maxAge, _hasFailed);
            }
        }
    }

    private long Bytes => _segments.Bytes + (_open?.Facts.Bytes ?? 0) + (_files?.Aside.Bytes ?? 0);

    /// <summary>For how long the oldest request has waited; not below zero when the clock was set back.</summary>
    private TimeSpan Age
    {
        get
        {
            var now = _timeProvider.GetUtcNow();
            var opened = _open is { Facts: { Requests: > 0, OldestAt: var at } } ? at : now;
            var oldest = _segments.OldestAt is { } closed && closed < opened ? closed : opened;
            return oldest < now ? now - oldest : TimeSpan.Zero;
        }
    }

    /// <summary>Takes the events of several requests with one write, each request as a whole, in their order.</summary>
    /// <returns>An answer for each.</returns>
    public SpoolAnswer[] Append(IReadOnlyList<SpooledEvents> requests)
    {
        var answers = new SpoolAnswer[requests.Count];
        lock (_lock)
        {
            _buffer.Clear();
            if (!TryAppend(requests, answers))
            {
                Array.Fill(answers, SpoolAnswer.Unavailable);
            }

            _buffer.Clear();
            _buffer.Trim(SegmentBytes);
        }

        return answers;
    }

    /// <summary>Hands out the oldest segment; null when there is none, or the disk does not give it now.</summary>
    public SpoolSegment? TakeOldest()
    {
        SegmentFacts? facts;
        lock (_lock)
        {
            CloseSegment();
            facts = _segments.TakeOldest();
        }

        if (facts is null)
        {
            return null;
        }

        var segment = _files!.TryRead(facts.Name);
        lock (_lock)
        {
            if (segment is null)
            {
                _segments.TakeBack(facts);
            }
            else
            {
                _segments.Correct(facts, segment.Facts);
            }
        }

        return segment;
    }

    /// <summary>Removes a segment all of whose records are stored or set aside. One that is damaged is set aside itself.</summary>
    public void Finish(SpoolSegment segment)
    {
        var hasRoom = _files!.Finish(segment);
        lock (_lock)
        {
            // What is written next, and would tell, may be the events of another day.
            _hasFailed &= !hasRoom;
            _segments.Remove(segment.Name);
        }
    }

    /// <summary>Sets a record aside that the store does not take.</summary>
    /// <returns>Whether it is kept durably.</returns>
    public bool TrySetAside(SpoolSegment segment, Range frame) => _files!.TrySetAside(segment, frame);

    /// <summary>Ends once something can be handed out.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return _open is null && !_segments.HasClosed ? _added.Task : Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            CloseSegment();
        }

        _directory?.Dispose();
        _files?.Dispose();
        _failing.Dispose();
    }

    private void Open()
    {
        try
        {
            foreach (var segment in _files!.Open())
            {
                _segments.Add(segment);
            }
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Dispose();
            throw new StorageUnavailableException($"The directory of the spool cannot be used: {exception.Message} Give this process the right to read and write it.", exception);
        }
    }

    /// <returns>Whether the disk took what there was room for.</returns>
    private bool TryAppend(IReadOnlyList<SpooledEvents> requests, SpoolAnswer[] answers)
    {
        if (_files is null)
        {
            return false;
        }

        try
        {
            _open ??= _files.Create();
            if (Frame(requests, answers) is var taken and > 0)
            {
                _open.Write(_buffer.Written, taken, _timeProvider.GetUtcNow());
                _hasFailed = false;
                Added();
            }

            return true;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            _hasFailed = true;
            if (_failing.TryPass(requests.Count))
            {
                Log.SpoolFailed(_logger, exception);
            }

            CloseSegment();
            return false;
        }
    }

    /// <summary>Frames the requests that there is room for.</summary>
    /// <returns>How many.</returns>
    private int Frame(IReadOnlyList<SpooledEvents> requests, SpoolAnswer[] answers)
    {
        var room = Age > _maxAge ? 0 : _maxBytes - Bytes;
        var taken = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            var request = requests[i];
            var start = _buffer.Length;
            SpoolFrame.Write(_buffer, request.Events[0].ReceivedAt, _open!.Salt, writer => SpoolRecord.Write(writer, request));
            answers[i] = _buffer.Length > room ? SpoolAnswer.Full : SpoolAnswer.Taken;
            _buffer.Rewind(answers[i] == SpoolAnswer.Full ? start : _buffer.Length);
            taken += answers[i] == SpoolAnswer.Taken ? 1 : 0;
        }

        return taken;
    }

    private void Added()
    {
        if (_open!.Facts.Bytes >= SegmentBytes)
        {
            CloseSegment();
        }

        _added.TrySetResult();
        _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void CloseSegment()
    {
        if (_open is not { } segment)
        {
            return;
        }

        segment.Dispose();
        _open = null;
        if (segment.Facts.Requests > 0)
        {
            _segments.Add(segment.Facts);
        }
        else
        {
            _files!.Remove(segment.Facts.Name);
        }
    }
}
