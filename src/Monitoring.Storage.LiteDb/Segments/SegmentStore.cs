using System.Collections.Immutable;
using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The segments of the store. Which ones there are changes only under the lock of the error store's state.</summary>
internal sealed class SegmentStore : IDisposable
{
    private const int MaxOpen = 128;

    // For the ids of some eleven million events beyond those that must be known.
    private const long FilterBytes = 16 * 1024 * 1024;

    private readonly IStoreFiles _files;
    private long _clock;
    private int _reads;

    public SegmentStore(IStoreFiles files, IEnumerable<SegmentInfo> infos, long knownSince)
    {
        _files = files;
        All = Sort(infos.Select(info => new Segment(files, info, null)));
        foreach (var segment in WithFilter(knownSince))
        {
            segment.Filter = segment.Read(file => new EventFilter([.. file.ReadKeys().Select(key => key.Hash)]));
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

    public T Read<T>(Segment segment, Func<SegmentFile, T> read)
    {
        segment.UsedAt = Interlocked.Increment(ref _clock);
        if (Interlocked.Increment(ref _reads) % MaxOpen == 0)
        {
            CloseIdle();
        }

        return segment.Read(read);
    }

    /// <summary>A new segment with the filter that it was written with.</summary>
    public Segment Add(SegmentInfo info, EventFilter? filter) => new(_files, info, filter);

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

    /// <summary>Those whose ids are to be known: all that were packed lately, and older ones as long as there is room.</summary>
    private IEnumerable<Segment> WithFilter(long knownSince)
    {
        var bytes = 0L;
        foreach (var segment in All.OrderByDescending(segment => segment.Info.PackedAt).ThenByDescending(segment => segment.Info.Number))
        {
            bytes += EventFilter.BytesFor(segment.Info.Events);
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
