using System.Collections.Concurrent;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>A segment of the store; its file is opened when it is first read, and closed when too many are open.</summary>
internal sealed class Segment(IStoreFiles files, SegmentInfo info, EventIdFilter? filter, Action<StoreDamagedException> onDamage) : IDisposable
{
    private const int Tries = 3;

    private readonly Lock _lock = new();
    private SegmentFile? _file;
    private StoreDamagedException? _lost;
    private bool _hasFailed;

    public SegmentInfo Info { get; } = info;

    /// <summary>Which events it may hold; <see langword="null"/> when it is too old for its ids to be known.</summary>
    public EventIdFilter? Filter { get; set; } = filter;

    /// <summary>When it was last read, on the clock of <see cref="SegmentStore"/>.</summary>
    public long UsedAt { get; set; }

    /// <summary>Whether its file is not what was written, or not there. It is left as it is then, and never merged.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Whether its tables were damaged, and all that they held was found without them, so that it can be written anew.</summary>
    public bool IsRebuilt { get; private set; }

    public bool IsOpen => _file is not null;

    /// <summary>By project: how many bytes the payloads in its blocks have, as far as that was asked for. A file never changes.</summary>
    public ConcurrentDictionary<ProjectId, long> PayloadBytes { get; } = new();

    /// <summary>Reads from the file. It may be closed meanwhile to make room for others, and is then opened again.</summary>
    /// <exception cref="FileNotFoundException">There is no such file: the segment has been replaced by another one, or is lost.</exception>
    /// <exception cref="StoreDamagedException">The file, or what was to be read, is damaged.</exception>
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

    /// <summary>Notes that not all of it can be read.</summary>
    public void MarkDamaged()
    {
        IsDamaged = true;
        IsRebuilt = false;
        _hasFailed = true;
    }

    /// <summary>Gives it up until the store is opened again: every read is refused, without a look at the disk.</summary>
    public StoreDamagedException Lose(string how, Exception? cause = null)
    {
        MarkDamaged();
        return _lost = new StoreDamagedException(how, cause);
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
            if (_lost is not null)
            {
                throw new StoreDamagedException(_lost.Message, _lost);
            }

            return _file ??= OpenFile();
        }
    }

    private SegmentFile OpenFile()
    {
        var file = SegmentFile.Open(files, Info);
        if (file.Damage is { } damage)
        {
            IsDamaged = true;
            IsRebuilt = file.IsRebuilt && !_hasFailed;
            onDamage(damage);
        }

        return file;
    }
}
