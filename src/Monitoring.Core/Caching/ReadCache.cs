using System.Collections.Concurrent;

namespace Monitoring.Core.Caching;

/// <summary>
/// Remembers for a short while what was read, also that there was nothing. Callers that ask for the same at the same
/// time share one read. When it is full it begins anew, so that a flood of unknown keys costs memory for a bounded
/// number of them and one read more for the known ones.
/// </summary>
internal sealed class ReadCache<TKey, TValue>(
    Func<TKey, CancellationToken, ValueTask<TValue?>> read, TimeSpan lifetime, TimeProvider timeProvider, int capacity = 10_000)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private int _count;

    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        if (lifetime == TimeSpan.Zero)
        {
            return read(key, cancellationToken);
        }

        var task = Current(key).Value;
        return task.IsCompletedSuccessfully ? new ValueTask<TValue?>(task) : new ValueTask<TValue?>(task.WaitAsync(cancellationToken));
    }

    /// <summary>Forgets what was read, and a read on its way, which may have seen the state before a change.</summary>
    public void Remove(TKey key)
    {
        if (_entries.TryRemove(key, out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Runs a change, and forgets what was read before it, also when it fails: it may have become durable nevertheless.</summary>
    public async ValueTask<T> ForgetAfterAsync<T>(TKey key, Func<ValueTask<T>> change)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            Remove(key);
        }
    }

    private Entry Current(TKey key)
    {
        if (_entries.TryGetValue(key, out var found))
        {
            if (!found.HasFailed && timeProvider.GetElapsedTime(found.StartedAt) < lifetime)
            {
                return found;
            }

            var replacement = NewEntry(key);
            if (_entries.TryUpdate(key, replacement, found))
            {
                return replacement;
            }
        }

        return Add(key);
    }

    private Entry Add(TKey key)
    {
        var added = NewEntry(key);
        var current = _entries.GetOrAdd(key, added);
        if (ReferenceEquals(current, added) && Interlocked.Increment(ref _count) > capacity)
        {
            _entries.Clear();
            Interlocked.Exchange(ref _count, 0);
        }

        return current;
    }

    private Entry NewEntry(TKey key) => new(() => ReadAsync(key), timeProvider.GetTimestamp());

    // No caller's token: the others who wait for the same read must not lose it. Asynchronous, so that a fault is always in the task.
    private async Task<TValue?> ReadAsync(TKey key) => await read(key, CancellationToken.None).ConfigureAwait(false);

    private sealed class Entry(Func<Task<TValue?>> load, long startedAt)
    {
        private readonly Lazy<Task<TValue?>> _load = new(load);

        public long StartedAt { get; } = startedAt;

        public Task<TValue?> Value => _load.Value;

        public bool HasFailed => _load.IsValueCreated && _load.Value is { IsCompleted: true, IsCompletedSuccessfully: false };
    }
}
