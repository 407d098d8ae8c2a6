using System.Collections.Concurrent;
using System.Collections.Frozen;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Discards.Storing;

/// <summary>The discarded hashes of projects, remembered for seconds: a change is seen by other hosts after that.</summary>
internal sealed class ProjectDiscards(IDocumentStore store, TimeProvider timeProvider)
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, Entry> _entries = new();

    public ValueTask<FrozenSet<GroupingHash>> GetAsync(ProjectId project, CancellationToken cancellationToken) =>
        _entries.TryGetValue(project, out var known) && timeProvider.GetElapsedTime(known.ReadAt) < Lifetime
            ? new ValueTask<FrozenSet<GroupingHash>>(known.Hashes)
            : ReadAsync(project, known, cancellationToken);

    /// <summary>Forgets what is remembered, so that this host sees a change at once.</summary>
    public void Forget(ProjectId project) => _entries.TryRemove(project, out _);

    private async ValueTask<FrozenSet<GroupingHash>> ReadAsync(ProjectId project, Entry? known, CancellationToken cancellationToken)
    {
        var readAt = timeProvider.GetTimestamp();
        var stored = await store.FindAsync(Partition.Of(project), DiscardsDocument.Type, DiscardsDocument.Key, cancellationToken).ConfigureAwait(false);
        var version = stored?.Version ?? 0;
        var hashes = known?.Version == version ? known.Hashes : stored is null ? [] : stored.Value.Hashes.Select(discarded => discarded.Hash).ToFrozenSet();
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[project] = new Entry(hashes, version, readAt);
        return hashes;
    }

    private sealed record Entry(FrozenSet<GroupingHash> Hashes, long Version, long ReadAt);
}
