using System.Collections.Frozen;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Discards.Storing;

/// <summary>Finds the discarded hashes of a project.</summary>
internal sealed class ProjectDiscards(IDocumentStore store, TimeProvider timeProvider)
{
    private readonly ProjectCache<DiscardsDocument, FrozenSet<GroupingHash>> _cache = new(
        DiscardsDocument.Type,
        DiscardsDocument.Key,
        (_, stored, _, _) => new ValueTask<FrozenSet<GroupingHash>>((stored?.Hashes ?? []).Select(discarded => discarded.Hash).ToFrozenSet()),
        store,
        timeProvider);

    public ValueTask<FrozenSet<GroupingHash>> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    public void Forget(ProjectId project) => _cache.Forget(project);
}
