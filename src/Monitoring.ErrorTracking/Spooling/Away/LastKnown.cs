using System.Collections.Concurrent;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Spooling.Away;

/// <summary>
/// Remembers what was read last, for the time in which the store that it was read from is away: then it stands for what cannot be read, as long as it is not older than
/// the spool may be. What is not known is not guessed. Without a spool nothing is remembered.
/// </summary>
internal sealed class LastKnown<TKey, TValue>(StoreWatch watch, EventSpool spool, TimeSpan maxAge, TimeProvider timeProvider)
    where TKey : notnull
{
    private const int MaxEntries = 10_000;

    /// <summary>Written no more often than this, so that remembering costs next to nothing.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>Reads, or gives what was read last.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="mayStand">Whether it may stand for itself later; what may not is forgotten.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StorageUnavailableException">The store is away, and it is not known.</exception>
    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, CancellationToken, ValueTask<TValue>> read, Predicate<TValue> mayStand, CancellationToken cancellationToken)
    {
        if (!spool.IsOn)
        {
            return await read(key, cancellationToken).ConfigureAwait(false);
        }

        if (watch.IsAway)
        {
            return Find(key) is { } known ? known.Value : throw new StorageUnavailableException("The store is away, and what it holds is not known here.");
        }

        try
        {
            var value = await read(key, cancellationToken).ConfigureAwait(false);
            watch.Answered();
            Remember(key, value, mayStand(value));
            return value;
        }
        catch (StorageUnavailableException)
        {
            watch.Failed();
            if (Find(key) is { } known)
            {
                return known.Value;
            }

            throw;
        }
    }

    private Entry? Find(TKey key) => _entries.TryGetValue(key, out var known) && timeProvider.GetElapsedTime(known.ReadAt) <= maxAge ? known : null;

    private void Remember(TKey key, TValue value, bool mayStand)
    {
        if (!mayStand)
        {
            _entries.TryRemove(key, out _);
            return;
        }

        if (_entries.TryGetValue(key, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Precision)
        {
            return;
        }

        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[key] = new Entry(value, timeProvider.GetTimestamp());
    }

    private sealed record Entry(TValue Value, long ReadAt);
}
