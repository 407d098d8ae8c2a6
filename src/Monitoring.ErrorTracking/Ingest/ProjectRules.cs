using Monitoring.ErrorTracking.Discards.Storing;
using Monitoring.ErrorTracking.Filters.Settings;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Quotas.Settings;
using Monitoring.ErrorTracking.Sampling.Settings;
using Monitoring.ErrorTracking.Scrubbing.Settings;
using Monitoring.ErrorTracking.Spooling.Away;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>Finds what a project says about what is sent to it: settings that are remembered for seconds and, with a spool, for as long as the store is away.</summary>
internal sealed class ProjectRules(
    ProjectGroupings groupings,
    ProjectScrubbing scrubbing,
    ProjectQuotas quotas,
    ProjectFilters filters,
    ProjectSamplers samplers,
    ProjectDiscards discards,
    LastKnown<ProjectId, IntakeRules> known)
{
    private Func<ProjectId, CancellationToken, ValueTask<IntakeRules>>? _read;

    /// <exception cref="Storage.StorageUnavailableException">The store is away, and they are not known.</exception>
    public ValueTask<IntakeRules> GetAsync(ProjectId project, CancellationToken cancellationToken) => known.GetAsync(project, _read ??= ReadAsync, static _ => true, cancellationToken);

    private async ValueTask<IntakeRules> ReadAsync(ProjectId project, CancellationToken cancellationToken) => new(
        await scrubbing.GetAsync(project, cancellationToken).ConfigureAwait(false),
        await quotas.GetAsync(project, cancellationToken).ConfigureAwait(false),
        await filters.GetAsync(project, cancellationToken).ConfigureAwait(false),
        await samplers.GetAsync(project, cancellationToken).ConfigureAwait(false),
        await groupings.GetAsync(project, cancellationToken).ConfigureAwait(false),
        await discards.GetAsync(project, cancellationToken).ConfigureAwait(false));
}
