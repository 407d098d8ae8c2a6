using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.ErrorTracking.Quotas.Counting;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Quotas.Settings;

/// <summary>Finds the limits of a project.</summary>
internal sealed class ProjectQuotas
{
    private readonly SettingsCache<QuotaSettings, ProjectQuota> _cache;

    public ProjectQuotas(UsageDirectory usage, KeyQuotas keys, IDocumentStore store, TimeProvider timeProvider) =>
        _cache = new SettingsCache<QuotaSettings, ProjectQuota>(
            QuotaDocuments.Kind, (project, settings, before) => new ProjectQuota(settings, usage.Of(project), before, keys, timeProvider), store, timeProvider);

    public async ValueTask<ProjectQuota> GetAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var quota = await _cache.GetAsync(project, cancellationToken).ConfigureAwait(false);
        await quota.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return quota;
    }

    public void Forget(ProjectId project) => _cache.Forget(project);
}
