using System.Diagnostics.CodeAnalysis;

namespace Monitoring.ErrorTracking.SourceMaps.Library;

/// <summary>Keeps what was loaded, up to so many bytes; what was not used for longest goes first. Each key is loaded once, however many ask.</summary>
internal sealed class LibraryCache(long maxBytes, TimeProvider timeProvider)
{
    private const int MaxEntries = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<LibraryKey, Entry> _entries = [];
    private long _bytes;
    private long _clock;

    /// <summary>How many bytes lie in the cache now.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Finds what a key stands for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="load">Loads it; nothing when there is nothing.</param>
    /// <param name="lifetime">For how long it may be answered without looking again.</param>
    public Task<GeneratedCode?> GetAsync(LibraryKey key, Func<Task<GeneratedCode?>> load, Func<GeneratedCode?, TimeSpan> lifetime)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known) && !IsOver(known, lifetime))
            {
                known.Used = ++_clock;
                return known.Value;
            }

            Remove(key);
            var entry = new Entry { AddedAt = timeProvider.GetTimestamp(), Used = ++_clock };
            _entries[key] = entry;
            entry.Value = Task.Run(() => LoadAsync(key, entry, load));
            return entry.Value;
        }
    }

    /// <summary>Forgets what belongs to a project: something was uploaded or deleted.</summary>
    public void Forget(ProjectId project)
    {
        lock (_lock)
        {
            foreach (var key in _entries.Keys.Where(key => key.Project == project).ToList())
            {
                Remove(key);
            }
        }
    }

    private async Task<GeneratedCode?> LoadAsync(LibraryKey key, Entry entry, Func<Task<GeneratedCode?>> load)
    {
        try
        {
            var code = await load().ConfigureAwait(false);
            Settle(key, entry, code?.Bytes ?? 0);
            return code;
        }
        catch
        {
            // A store that is away is asked again.
            lock (_lock)
            {
                if (_entries.TryGetValue(key, out var current) && current == entry)
                {
                    Remove(key);
                }
            }

            throw;
        }
    }

    private void Settle(LibraryKey key, Entry entry, long bytes)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var current) || current != entry)
            {
                return;
            }

            entry.Bytes = bytes;
            _bytes += bytes;
            while ((_bytes > maxBytes || _entries.Count > MaxEntries) && _entries.Count > 1)
            {
                Remove(_entries.MinBy(pair => pair.Key == key ? long.MaxValue : pair.Value.Used).Key);
            }
        }
    }

    private void Remove(LibraryKey key)
    {
        if (_entries.Remove(key, out var entry))
        {
            _bytes -= entry.Bytes;
        }
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The task has completed; nothing blocks.")]
    private bool IsOver(Entry entry, Func<GeneratedCode?, TimeSpan> lifetime) =>
        entry.Value.IsCompletedSuccessfully && timeProvider.GetElapsedTime(entry.AddedAt) >= lifetime(entry.Value.Result);

    private sealed class Entry
    {
        public Task<GeneratedCode?> Value { get; set; } = Task.FromResult<GeneratedCode?>(null);

        public long AddedAt { get; init; }

        public long Used { get; set; }

        public long Bytes { get; set; }
    }
}
