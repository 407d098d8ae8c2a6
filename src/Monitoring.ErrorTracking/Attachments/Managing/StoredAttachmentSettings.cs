using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Attachments.Storing;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Attachments.Managing;

/// <summary>Keeps the settings as a document of the project, and shows them with what the attachments take.</summary>
internal sealed class StoredAttachmentSettings(SettingsCommands commands, ProjectAttachments attachments, AttachmentRecords records) : IAttachmentSettings
{
    public async ValueTask<CommandResult<AttachmentSettingsView>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        await ShowAsync(await commands.GetAsync(attachments.Kind, actor, project, cancellationToken).ConfigureAwait(false), project, cancellationToken).ConfigureAwait(false);

    public async ValueTask<CommandResult<AttachmentSettingsView>> ReplaceAsync(
        Actor actor, ProjectId project, AttachmentSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.ReplaceAsync(attachments.Kind, actor, project, settings, expectedVersion, cancellationToken).ConfigureAwait(false);
        attachments.Forget(project);
        return await ShowAsync(result, project, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommandResult<AttachmentSettingsView>> ShowAsync(
        CommandResult<AttachmentSettings> result, ProjectId project, CancellationToken cancellationToken)
    {
        if (result.Value is not { } settings)
        {
            return result.Fail<AttachmentSettings, AttachmentSettingsView>();
        }

        var usage = await records.UsageAsync(project, cancellationToken).ConfigureAwait(false);
        return result.With(new AttachmentSettingsView { Settings = settings, UsedBytes = usage?.Value.Bytes ?? 0, Count = usage?.Value.Count ?? 0 });
    }
}
