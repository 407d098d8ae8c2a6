using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Sampling.Settings;

/// <summary>Keeps the settings of sampling as a document of the project, and reports what they do.</summary>
internal sealed class StoredSampling(SettingsCommands commands, ProjectSamplers samplers) : ISampling
{
    public async ValueTask<CommandResult<SamplingReport>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        await ReportAsync(await commands.GetAsync(SamplingDocuments.Kind, actor, project, cancellationToken).ConfigureAwait(false), project, cancellationToken).ConfigureAwait(false);

    public async ValueTask<CommandResult<SamplingReport>> ReplaceAsync(
        Actor actor, ProjectId project, SamplingSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.ReplaceAsync(SamplingDocuments.Kind, actor, project, settings, expectedVersion, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(result, project, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommandResult<SamplingReport>> ReportAsync(CommandResult<SamplingSettings> result, ProjectId project, CancellationToken cancellationToken)
    {
        if (result.Value is null)
        {
            return result.Fail<SamplingSettings, SamplingReport>();
        }

        samplers.Forget(project);
        var sampler = await samplers.GetAsync(project, cancellationToken).ConfigureAwait(false);
        var (hour, spike) = (sampler.Hour, sampler.Spike.State);
        var report = new SamplingReport
        {
            Settings = result.Value,
            KeptThisHour = hour.Payloads,
            BytesThisHour = hour.Bytes,
            LeftOutThisHour = hour.LeftOut,
            SpikeLimit = spike.Limit,
            EventsThisHour = (spike.Hour == hour.Hour ? spike.Others : 0) + sampler.Spike.Counted(hour.Hour),
            SpikeSince = spike.Since,
        };
        return result.With(report);
    }
}
