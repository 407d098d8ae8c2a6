using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Sampling.Deciding;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sampling.Settings;

/// <summary>Finds what samples the events of a project.</summary>
internal sealed class ProjectSamplers
{
    private readonly SampleTable _table = new();
    private readonly SettingsCache<SamplingSettings, ProjectSampler> _cache;

    public ProjectSamplers(IDocumentStore store, TimeProvider timeProvider) => _cache = new(
        SamplingDocuments.Kind, (project, settings, before) => new ProjectSampler(project, settings, before, _table, timeProvider), store, timeProvider);

    /// <summary>Those of the projects that this host has seen.</summary>
    public IEnumerable<ProjectSampler> Known => _cache.Known;

    public ValueTask<ProjectSampler> GetAsync(ProjectId project, CancellationToken cancellationToken) => _cache.GetAsync(project, cancellationToken);

    public void Forget(ProjectId project) => _cache.Forget(project);
}
