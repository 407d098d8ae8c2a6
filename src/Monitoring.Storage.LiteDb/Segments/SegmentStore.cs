using System.Collections.Immutable;
using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The segments of the store. Which ones there are changes only under the lock of the error store's state.</summary>
internal sealed class SegmentStore : IDisposable
{
    private const int MaxOpen = 128;

    private readonly IStoreFiles _files;
    private long _clock;
    private int _reads;

    public SegmentStore(IStoreFiles files, IEnumerable<SegmentInfo> infos, long recentSince)
    {
        _files = files;
        All = Sort(infos.Select(info => Load(info, recentSince)));
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

    public void Dispose()
    {
        foreach (var segment in All)
        {
            segment.Dispose();
        }
    }

    private static ImmutableArray<Segment> Sort(IEnumerable<Segment> segments) =>
        [.. segments.OrderByDescending(segment => segment.Info.MaxReceived).ThenByDescending(segment => segment.Info.Number)];

    private Segment Load(SegmentInfo info, long recentSince)
    {
        if (info.PackedAt < recentSince)
        {
            return new Segment(_files, info, null);
        }

        using var file = SegmentFile.Open(_files, info);
        return new Segment(_files, info, new EventFilter([.. file.ReadKeys().Select(key => key.Hash)]));
    }

    private void CloseIdle()
    {
        foreach (var segment in All.Where(segment => segment.IsOpen).OrderByDescending(segment => segment.UsedAt).Skip(MaxOpen))
        {
            segment.Dispose();
        }
    }
}
