using System.Collections.Immutable;
using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>Keeps the settings as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredGroupingSettings(
    IDocumentStore store, GroupingStrategies strategies, ProjectGroupings groupings, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IGroupingSettings
{
    private const int MaxAttempts = 16;

    public ImmutableArray<string> Configurations => strategies.Ids;

    public async ValueTask<CommandResult<GroupingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<GroupingSettings>(decision);
        }

        var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored?.Value.Settings ?? Initial, stored?.Version ?? 0);
    }

    public async ValueTask<CommandResult<GroupingSettings>> ChangeAsync(
        Actor actor, ProjectId project, GroupingSettingsChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(change);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<GroupingSettings>(decision);
        }

        if (SettingsRules.FindFault(change.Config, change.Enhancements, change.FingerprintRules, strategies) is { } fault)
        {
            return CommandResults.Invalid<GroupingSettings>(fault);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
            var before = stored?.Value.Settings ?? Initial;
            var version = stored?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                return CommandResults.Conflict("The settings were changed meanwhile.", before, version);
            }

            var after = SettingsTransitions.Apply(change, before, timeProvider.GetUtcNow());
            if (ReferenceEquals(after, before))
            {
                return CommandResults.Done(before, version);
            }

            if (await CommitAsync(actor, project, stored is null ? null : before, after, version, cancellationToken).ConfigureAwait(false) is { } done)
            {
                groupings.Forget(project);
                return done;
            }
        }

        return CommandResults.Conflict<GroupingSettings>("The settings are changed by others all the time; try again.");
    }

    private GroupingSettings Initial => new() { Config = strategies.Default.Id };

    private ValueTask<Versioned<GroupingSettingsDocument>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), GroupingSettingsDocuments.Type, GroupingSettingsDocument.Key, cancellationToken);

    private async ValueTask<CommandResult<GroupingSettings>?> CommitAsync(
        Actor actor, ProjectId project, GroupingSettings? before, GroupingSettings after, long version, CancellationToken cancellationToken)
    {
        var put = GroupingSettingsDocuments.Type.Put(new GroupingSettingsDocument { Settings = after }, version);
        var entry = audit.Prepare(AuditEntry.Of(actor, project, "grouping.changed", $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(before),
            After = Text(after),
        });
        var result = await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [put, entry] }, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(after, result.Versions[0]) : null;
    }

    private static string Text(GroupingSettings settings) =>
        Encoding.UTF8.GetString(GroupingSettingsDocuments.Type.Serialize(new GroupingSettingsDocument { Settings = settings }).Span);
}
