using System.Globalization;
using Microsoft.Extensions.Logging;
using Monitoring.Core.Logging;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>The files of a spool. Names begin with a number, so that their order is that in which they were made, and end with the salt: those of two hosts never coincide.</summary>
/// <remarks>Safe to call on many threads, but for <see cref="Create"/>: one caller at a time.</remarks>
internal sealed class SegmentFiles : IDisposable
{
    /// <summary>Longer than any that a spool writes. A longer file is another program's, or forged, and must not be read into memory.</summary>
    private const long MaxBytes = 512L * 1024 * 1024;

    private const int Digits = 16;

    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    private readonly IStoreFiles _files;
    private readonly AsideFiles _aside;
    private readonly ILogger _logger;
    private readonly FloodGate _faults;
    private long _lastNumber;

    public SegmentFiles(IStoreFiles files, TimeProvider timeProvider, ILogger logger)
    {
        _files = files;
        _aside = new AsideFiles(files);
        _logger = logger;
        _faults = new FloodGate(SummaryInterval, timeProvider, faults => Log.SpoolStillNotRead(logger, faults));
    }

    public AsideFiles Aside => _aside;

    /// <summary>What is there from before, the oldest first.</summary>
    public IReadOnlyList<SegmentFacts> Open()
    {
        _aside.Open();
        var found = _files.List("").Where(name => name.EndsWith(SpoolSegment.Suffix, StringComparison.Ordinal)).ToList();
        _lastNumber = found.Select(NumberOf).DefaultIfEmpty().Max();
        return found.ConvertAll(Look);
    }

    /// <summary>Makes the segment that is written next.</summary>
    public OpenSegment Create() => OpenSegment.Create(_files, salt => string.Create(CultureInfo.InvariantCulture, $"{++_lastNumber:D16}-{salt:x16}{SpoolSegment.Suffix}"));

    /// <summary>Reads a segment; null when the disk does not give it now.</summary>
    public SpoolSegment? TryRead(string name)
    {
        try
        {
            return Read(name);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Tell(name, exception);
            return null;
        }
    }

    /// <summary>Removes a segment all of whose records are stored or set aside. One that is damaged is set aside itself.</summary>
    /// <returns>Whether its file is gone, and with it what room it took.</returns>
    public bool Finish(SpoolSegment segment)
    {
        try
        {
            if (segment.Scan.IsDamaged)
            {
                Log.SpoolDamaged(_logger, segment.Name, segment.Scan.Frames.Length);
                _aside.Keep(segment);
                return false;
            }

            _files.Delete(segment.Name);
            return true;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            // After a restart it is handed out again, and the store knows its events.
            Tell(segment.Name, exception);
            return false;
        }
    }

    /// <summary>Sets a record aside that the store does not take.</summary>
    /// <returns>Whether it is kept durably.</returns>
    public bool TrySetAside(SpoolSegment segment, Range frame)
    {
        try
        {
            _aside.Keep(segment, frame);
            return true;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Tell(segment.Name, exception);
            return false;
        }
    }

    /// <summary>Removes a segment that took nothing: a disk that is full must not fill with names.</summary>
    public void Remove(string name)
    {
        try
        {
            _files.Delete(name);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            Tell(name, exception);
        }
    }

    public void Dispose() => _faults.Dispose();

    /// <summary>The number of an own file; 0 of others, which must not lead the numbers astray.</summary>
    private static long NumberOf(string name) =>
        name.AsSpan(0, name.IndexOfAny(['-', '.'])) is { Length: Digits } digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private SegmentFacts Look(string name) => TryRead(name)?.Facts ?? new SegmentFacts(name, _files.Length(name), 0, default, IsUnreadable: true);

    private SpoolSegment Read(string name)
    {
        using var file = _files.OpenRead(name);
        var length = file.Length;
        if (length > MaxBytes)
        {
            return new SpoolSegment(name, length, default, SegmentScan.Foreign);
        }

        var bytes = new byte[length];
        var read = file.Read(0, bytes);
        return new SpoolSegment(name, read, bytes.AsMemory(0, read), SegmentScan.Of(bytes.AsSpan(0, read)));
    }

    /// <summary>A file that stays unreadable is asked for every second.</summary>
    private void Tell(string name, Exception exception)
    {
        if (_faults.TryPass())
        {
            Log.SpoolNotRead(_logger, name, exception);
        }
    }
}
