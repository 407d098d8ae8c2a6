using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>A segment of the store; its file is opened when it is first read, and closed when too many are open.</summary>
internal sealed class Segment(IStoreFiles files, SegmentInfo info, EventFilter? filter) : IDisposable
{
    private const int Tries = 3;

    private readonly Lock _lock = new();
    private SegmentFile? _file;

    public SegmentInfo Info { get; } = info;

    /// <summary>Which events it may hold; <see langword="null"/> when it is too old for its ids to be known.</summary>
    public EventFilter? Filter { get; set; } = filter;

    /// <summary>When it was last read, on the clock of <see cref="SegmentStore"/>.</summary>
    public long UsedAt { get; set; }

    public bool IsOpen => _file is not null;

    /// <summary>Reads from the file. It may be closed meanwhile to make room for others, and is then opened again.</summary>
    /// <exception cref="FileNotFoundException">The segment has been replaced by another one.</exception>
    public T Read<T>(Func<SegmentFile, T> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return read(Open());
            }
            catch (ObjectDisposedException) when (attempt < Tries)
            {
                // Opened again in the next round.
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private SegmentFile Open()
    {
        lock (_lock)
        {
            return _file ??= SegmentFile.Open(files, Info);
        }
    }
}
