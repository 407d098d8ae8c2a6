using System.Globalization;
using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
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

    /// <summary>The segments that take no more and are not handed out, the oldest first.</summary>
    private readonly Queue<SegmentFacts> _closed = new();

    /// <summary>Those that are handed out and not stored whole.</summary>
    private readonly List<SegmentFacts> _out = [];

    private readonly IStoreFiles? _files;
    private readonly AsideFiles? _aside;
    private readonly IDisposable? _directory;
    private readonly long _maxBytes;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<EventSpool> _logger;
    private readonly FloodGate _failing;
    private OpenSegment? _open;
    private long _lastNumber;
    private bool _hasFailed;
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="files">The directory; null when there is no spool.</param>
    /// <param name="options">Its bounds.</param>
    /// <param name="timeProvider">The time.</param>
    /// <param name="logger">Where faults of the disk are told.</param>
    /// <exception cref="Storage.StorageUnavailableException">Another process has the directory, or it cannot be used.</exception>
    public EventSpool(IStoreFiles? files, SpoolOptions options, TimeProvider timeProvider, ILogger<EventSpool> logger)
    {
        _files = files;
        _maxBytes = options.MaxBytes;
        _maxAge = options.MaxAge;
        _timeProvider = timeProvider;
        _logger = logger;
        _failing = new FloodGate(SummaryInterval, timeProvider, requests => Log.SpoolStillFails(logger, requests));
        if (files is not null)
        {
            _directory = files.Lock();
            _aside = new AsideFiles(files);
            _aside.Open();
            Open(files);
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
                return _open is not null || _closed.Count > 0 || _out.Count > 0;
            }
        }
    }

    public SpoolFigures Figures
    {
        get
        {
            lock (_lock)
            {
                var requests = Waiting.Sum(segment => (long)segment.Requests);
                return new SpoolFigures(Bytes, requests, Age, _aside?.Count ?? 0, IsFull: Bytes >= _maxBytes || Age > _maxAge, _hasFailed);
            }
        }
    }

    private IEnumerable<SegmentFacts> Waiting => [.. _out, .. _closed, .. _open is null ? [] : new[] { _open.Facts }];

    private long Bytes => Waiting.Sum(segment => segment.Bytes) + (_aside?.Bytes ?? 0);

    private TimeSpan Age => Waiting.Where(segment => segment.Requests > 0).Select(segment => _timeProvider.GetUtcNow() - segment.OldestAt).DefaultIfEmpty().Max();

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
            if (!_closed.TryDequeue(out facts))
            {
                return null;
            }

            _out.Add(facts);
        }

        try
        {
            return Read(facts.Name);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Log.SpoolNotRead(_logger, facts.Name, exception);
            lock (_lock)
            {
                _out.Remove(facts);
                _closed.Enqueue(facts);
            }

            return null;
        }
    }

    /// <summary>Removes a segment all of whose records are stored or set aside. One that is damaged is set aside itself.</summary>
    public void Finish(SpoolSegment segment)
    {
        try
        {
            if (segment.Scan.IsDamaged)
            {
                Log.SpoolDamaged(_logger, segment.Name, segment.Scan.Frames.Length);
                _aside!.Keep(segment);
            }
            else
            {
                _files!.Delete(segment.Name);
            }
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            // After a restart it is handed out again, and the store knows its events.
            Log.SpoolNotRead(_logger, segment.Name, exception);
        }

        lock (_lock)
        {
            _out.RemoveAll(facts => facts.Name == segment.Name);
        }
    }

    /// <summary>Sets a record aside that the store does not take.</summary>
    /// <returns>Whether it is kept durably.</returns>
    public bool TrySetAside(SpoolSegment segment, Range frame)
    {
        try
        {
            _aside!.Keep(segment, frame);
            return true;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Log.SpoolNotRead(_logger, segment.Name, exception);
            return false;
        }
    }

    /// <summary>Ends once something can be handed out.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return _open is null && _closed.Count == 0 ? _added.Task : Task.CompletedTask;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            CloseSegment();
        }

        _directory?.Dispose();
        _failing.Dispose();
    }

    private void Open(IStoreFiles files)
    {
        foreach (var name in files.List("").Where(name => name.EndsWith(SpoolSegment.Suffix, StringComparison.Ordinal)))
        {
            _closed.Enqueue(Look(files, name));
            var digits = name.AsSpan(0, name.IndexOfAny(['-', '.']));
            _lastNumber = Math.Max(_lastNumber, long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        }
    }

    private SegmentFacts Look(IStoreFiles files, string name)
    {
        try
        {
            var segment = Read(name);
            return new SegmentFacts(name, segment.Bytes.Length, segment.Scan.Frames.Length, segment.Scan.Frames is [var first, ..] ? first.TakenAt : default);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Log.SpoolNotRead(_logger, name, exception);
            return new SegmentFacts(name, files.Length(name), 0, default);
        }
    }

    private SpoolSegment Read(string name)
    {
        using var file = _files!.OpenRead(name);
        var bytes = new byte[file.Length];
        var read = file.Read(0, bytes);
        return new SpoolSegment(name, bytes.AsMemory(0, read), SegmentScan.Of(bytes.AsSpan(0, read)));
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
            _open ??= OpenSegment.Create(_files, string.Create(CultureInfo.InvariantCulture, $"{++_lastNumber:D16}{SpoolSegment.Suffix}"));
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
            _closed.Enqueue(segment.Facts);
        }
        else
        {
            RemoveEmpty(segment.Facts.Name);
        }
    }

    /// <summary>Removes a segment that took nothing: a disk that is full must not fill with names.</summary>
    private void RemoveEmpty(string name)
    {
        try
        {
            _files!.Delete(name);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Log.SpoolNotRead(_logger, name, exception);
        }
    }
}
