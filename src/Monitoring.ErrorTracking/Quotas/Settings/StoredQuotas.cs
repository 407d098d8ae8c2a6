using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Quotas.Settings;

/// <summary>Keeps the rules as a document of the project, and reports how much of them is used.</summary>
internal sealed class StoredQuotas(SettingsCommands commands, ProjectQuotas quotas) : IQuotas
{
    public async ValueTask<CommandResult<QuotaReport>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        await ReportAsync(await commands.GetAsync(QuotaDocuments.Kind, actor, project, cancellationToken).ConfigureAwait(false), project, cancellationToken).ConfigureAwait(false);

    public async ValueTask<CommandResult<QuotaReport>> ReplaceAsync(
        Actor actor, ProjectId project, QuotaSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.ReplaceAsync(QuotaDocuments.Kind, actor, project, settings, expectedVersion, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(result, project, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommandResult<QuotaReport>> ReportAsync(CommandResult<QuotaSettings> result, ProjectId project, CancellationToken cancellationToken)
    {
        if (result.Value is null)
        {
            return result.Fail<QuotaSettings, QuotaReport>();
        }

        quotas.Forget(project);
        var quota = await quotas.GetAsync(project, cancellationToken).ConfigureAwait(false);
        return result.With(new QuotaReport { Rules = quota.Report() });
    }
}
