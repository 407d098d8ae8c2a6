using System.Text;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Attachments.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Attachments.Managing;

/// <summary>Keeps the settings as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredAttachmentSettings(
    IDocumentStore store,
    ProjectAttachments attachments,
    AttachmentRecords records,
    IAccessControl access,
    IAuditLog audit,
    IOptions<ErrorTrackingOptions> options,
    TimeProvider timeProvider) : IAttachmentSettings
{
    private const int MaxAttempts = 16;

    private readonly int _mostBytes = options.Value.MaxAttachmentBytes;

    public async ValueTask<CommandResult<AttachmentSettingsView>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<AttachmentSettingsView>(decision);
        }

        var stored = await attachments.ReadAsync(project, cancellationToken).ConfigureAwait(false);
        var view = await ShowAsync(project, stored?.Value.Settings ?? attachments.Default, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(view, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<AttachmentSettingsView>> ReplaceAsync(
        Actor actor, ProjectId project, AttachmentSettings settings, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<AttachmentSettingsView>(decision);
        }

        if (AttachmentRules.FindFault(settings, _mostBytes) is { } fault)
        {
            return CommandResults.Invalid<AttachmentSettingsView>(fault);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await attachments.ReadAsync(project, cancellationToken).ConfigureAwait(false);
            var version = stored?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                var current = await ShowAsync(project, stored?.Value.Settings ?? attachments.Default, cancellationToken).ConfigureAwait(false);
                return CommandResults.Conflict("The settings were changed meanwhile.", current, version);
            }

            if (stored?.Value.Settings != settings)
            {
                version = await CommitAsync(actor, project, stored, settings, cancellationToken).ConfigureAwait(false);
            }

            if (version > 0)
            {
                attachments.Forget(project);
                return CommandResults.Done(await ShowAsync(project, settings, cancellationToken).ConfigureAwait(false), version);
            }
        }

        return CommandResults.Conflict<AttachmentSettingsView>("The settings are changed by others all the time; try again.");
    }

    /// <returns>The new version; 0 when somebody else was faster.</returns>
    private async ValueTask<long> CommitAsync(
        Actor actor, ProjectId project, Versioned<AttachmentSettingsDocument>? before, AttachmentSettings after, CancellationToken cancellationToken)
    {
        var document = new AttachmentSettingsDocument { Settings = after };
        var entry = audit.Prepare(AuditEntry.Of(actor, project, "attachments.changed", $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(before.Value),
            After = Text(document),
        });
        var commit = new DocumentCommit { Partition = Partition.Of(project), Puts = [AttachmentSettingsDocuments.Type.Put(document, before?.Version ?? 0), entry] };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? result.Versions[0] : 0;
    }

    private async ValueTask<AttachmentSettingsView> ShowAsync(ProjectId project, AttachmentSettings settings, CancellationToken cancellationToken)
    {
        var usage = await records.UsageAsync(project, cancellationToken).ConfigureAwait(false);
        return new AttachmentSettingsView { Settings = settings, UsedBytes = usage?.Value.Bytes ?? 0, Count = usage?.Value.Count ?? 0 };
    }

    private static string Text(AttachmentSettingsDocument document) => Encoding.UTF8.GetString(AttachmentSettingsDocuments.Type.Serialize(document).Span);
}
