using System.Collections.Immutable;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The segments of the store. Which ones there are changes only under the lock of the error store's state.</summary>
internal sealed class SegmentStore : IDisposable
{
    private const int MaxOpen = 128;

    // For the ids of some eleven million events beyond those that must be known.
    private const long FilterBytes = 16 * 1024 * 1024;

    private readonly IStoreFiles _files;
    private readonly Action<StoreDamagedException> _onDamage;
    private long _clock;
    private int _reads;

    /// <param name="files">Where they lie.</param>
    /// <param name="infos">What the database knows of them.</param>
    /// <param name="knownSince">Since when ids must be known, in UTC ticks.</param>
    /// <param name="onDamage">Told what cannot be read, perhaps more than once; everything else is served.</param>
    public SegmentStore(IStoreFiles files, IEnumerable<SegmentInfo> infos, long knownSince, Action<StoreDamagedException> onDamage)
    {
        _files = files;
        _onDamage = onDamage;
        All = Sort(infos.Select(info => Add(info, null)));
        foreach (var segment in All)
        {
            LookAt(segment);
        }

        foreach (var segment in WithFilter(knownSince))
        {
            segment.Filter = Try(segment, file => new EventIdFilter([.. file.ReadKeys().Select(key => key.Hash)]));
        }
    }

    /// <summary>All segments, the last received first.</summary>
    public ImmutableArray<Segment> All { get; private set; }

    /// <summary>Those that may hold an event, told by their filters.</summary>
    public IEnumerable<Segment> MayHold(ulong key)
    {
        foreach (var segment in All)
        {
            if (segment.Filter is not null && segment.Filter.MayContain(key))
            {
                yield return segment;
            }
        }
    }

    /// <summary>Reads from a segment.</summary>
    /// <exception cref="FileNotFoundException">The segment has been replaced by another one meanwhile.</exception>
    /// <exception cref="StoreDamagedException">What was to be read is damaged or lost.</exception>
    public T Read<T>(Segment segment, Func<SegmentFile, T> read)
    {
        segment.UsedAt = Interlocked.Increment(ref _clock);
        if (Interlocked.Increment(ref _reads) % MaxOpen == 0)
        {
            CloseIdle();
        }

        try
        {
            return segment.Read(read);
        }
        catch (StoreDamagedException)
        {
            segment.MarkDamaged();
            throw;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException && All.Contains(segment))
        {
            throw segment.Lose(Missing(segment.Info), exception);
        }
        catch (IOException exception) when (Faults.IsBrokenMedium(exception))
        {
            segment.MarkDamaged();
            throw new StoreDamagedException($"'{segment.Info.Path}', {Contents(segment.Info)}, cannot be read from the disk: {exception.Message}", exception);
        }
    }

    /// <summary>Reads from a segment, or tells that it is damaged.</summary>
    /// <returns>The default when it is damaged.</returns>
    /// <exception cref="FileNotFoundException">The segment has been replaced by another one meanwhile.</exception>
    public T? Try<T>(Segment segment, Func<SegmentFile, T> read)
    {
        try
        {
            return Read(segment, read);
        }
        catch (StoreDamagedException damage)
        {
            Report(damage);
            return default;
        }
    }

    /// <summary>Tells that something cannot be read.</summary>
    public void Report(StoreDamagedException damage) => _onDamage(damage);

    /// <summary>A new segment with the filter that it was written with.</summary>
    public Segment Add(SegmentInfo info, EventIdFilter? filter) => new(_files, info, filter, _onDamage);

    public void Replace(IReadOnlyCollection<Segment> removed, IReadOnlyCollection<Segment> added) => All = Sort(All.Except(removed).Concat(added));

    /// <summary>Forgets the ids of events that were packed before an instant and for which there is no room.</summary>
    public void ForgetKeys(long knownSince)
    {
        foreach (var segment in All.Except(WithFilter(knownSince)))
        {
            segment.Filter = null;
        }
    }

    public void Dispose()
    {
        foreach (var segment in All)
        {
            segment.Dispose();
        }
    }

    private static ImmutableArray<Segment> Sort(IEnumerable<Segment> segments) =>
        [.. segments.OrderByDescending(segment => segment.Info.MaxReceived).ThenByDescending(segment => segment.Info.Number)];

    private static string Missing(SegmentInfo info) => $"'{info.Path}', {Contents(info)}, is missing.";

    private static string Contents(SegmentInfo info) => $"a segment of {info.Events} events that were received on {info.DayText}";

    /// <summary>Sees at once what is missing or has another length, without reading it.</summary>
    private void LookAt(Segment segment)
    {
        if (!_files.Exists(segment.Info.Path))
        {
            _onDamage(segment.Lose(Missing(segment.Info)));
        }
        else if (_files.Length(segment.Info.Path) < segment.Info.Bytes)
        {
            Try(segment, file => file.Blocks.Count);
        }
    }

    /// <summary>Those whose ids are to be known: all that were packed lately, and older ones as long as there is room.</summary>
    private IEnumerable<Segment> WithFilter(long knownSince)
    {
        var bytes = 0L;
        foreach (var segment in All.OrderByDescending(segment => segment.Info.PackedAt).ThenByDescending(segment => segment.Info.Number))
        {
            bytes += EventIdFilter.BytesFor(segment.Info.Events);
            if (segment.Info.PackedAt >= knownSince || bytes <= FilterBytes)
            {
                yield return segment;
            }
        }
    }

    private void CloseIdle()
    {
        foreach (var segment in All.Where(segment => segment.IsOpen).OrderByDescending(segment => segment.UsedAt).Skip(MaxOpen))
        {
            segment.Dispose();
        }
    }
}
