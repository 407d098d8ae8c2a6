using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>
/// What this host has counted for a project, or for none, in an hour, from the first to the last. It is written as a whole under a name of its own,
/// so that writing it twice changes nothing and several hosts do not meet.
/// </summary>
internal sealed class HourOfOutcomes(ProjectId project, DateTimeOffset hour, EntityId writer)
{
    /// <summary>More different reasons than this are counted as <c>other</c>.</summary>
    private const int MaxKeys = 1000;

    private readonly ConcurrentDictionary<OutcomeKey, StrongBox<long>> _counts = new();
    private readonly ConcurrentDictionary<UsageKey, StrongBox<long>> _usage = new();
    private long _changes;
    private long _written;

    public ProjectId Project => project;

    public DateTimeOffset Hour => hour;

    /// <summary>The key of its document.</summary>
    public string DocumentKey { get; } = string.Create(CultureInfo.InvariantCulture, $"{hour.UtcDateTime:yyyyMMddHH}-{writer}");

    /// <summary>Whether it has counted what is not written yet.</summary>
    public bool IsDirty => Volatile.Read(ref _written) != Volatile.Read(ref _changes);

    public void Add(OutcomeKey key, long quantity)
    {
        if (!_counts.TryGetValue(key, out var count))
        {
            key = _counts.Count < MaxKeys ? key : key with { Reason = "other" };
            count = _counts.GetOrAdd(key, static _ => new StrongBox<long>());
        }

        Interlocked.Add(ref count.Value, quantity);
        Interlocked.Increment(ref _changes);
    }

    /// <summary>Counts what was let in with a key; what was let in by mistake is counted back.</summary>
    public void AddUsage(UsageKey key, long quantity)
    {
        if (!_usage.TryGetValue(key, out var used))
        {
            key = _usage.Count < MaxKeys ? key : key with { Key = default };
            used = _usage.GetOrAdd(key, static _ => new StrongBox<long>());
        }

        Interlocked.Add(ref used.Value, quantity);
        Interlocked.Increment(ref _changes);
    }

    /// <summary>What was let in.</summary>
    public long Usage(Func<UsageKey, bool> counts)
    {
        var sum = 0L;
        foreach (var (key, used) in _usage)
        {
            sum += counts(key) ? Volatile.Read(ref used.Value) : 0;
        }

        return sum;
    }

    /// <summary>The counts, and what to confirm once they are written.</summary>
    public OutcomeDocument Snapshot(out long changes)
    {
        changes = Volatile.Read(ref _changes);
        return new OutcomeDocument
        {
            Key = DocumentKey,
            Hour = hour,
            Counts = [.. _counts.Select(count => Entry(count.Key, Volatile.Read(ref count.Value.Value)))],
            Usage = [.. _usage.Select(used => new OutcomeDocument.Use { Key = used.Key.Key, Category = used.Key.Category, Quantity = Volatile.Read(ref used.Value.Value) })],
        };
    }

    /// <summary>Remembers that a snapshot is written.</summary>
    public void Confirm(long changes) => Volatile.Write(ref _written, changes);

    private static OutcomeDocument.Entry Entry(OutcomeKey key, long count) =>
        new() { Category = key.Category, Outcome = key.Outcome, Reason = key.Reason, Count = count };
}
