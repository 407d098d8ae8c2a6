using Monitoring.ErrorTracking.Filters.Matching;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Filters.Settings;

/// <summary>Finds the filters of a project.</summary>
internal sealed class ProjectFilters(IDocumentStore store, TimeProvider timeProvider)
{
    private readonly SettingsCache<FilterSettings, CompiledFilters> _cache = new(
        FilterDocuments.Kind, (_, settings, _) => settings.Equals(FilterDocuments.Kind.Initial) ? CompiledFilters.None : new CompiledFilters(settings), store, timeProvider);

    public ValueTask<CompiledFilters> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    public void Forget(ProjectId project) => _cache.Forget(project);
}
