using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>Keeps the settings as a document of the project, with those that held before for a while.</summary>
internal sealed class StoredGroupingSettings(
    SettingsCommands commands, GroupingStrategies strategies, ProjectGroupings groupings, TimeProvider timeProvider) : IGroupingSettings
{
    public ImmutableArray<string> Configurations => strategies.Ids;

    public ValueTask<CommandResult<GroupingSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        commands.GetAsync(groupings.Kind, actor, project, cancellationToken);

    public async ValueTask<CommandResult<GroupingSettings>> ChangeAsync(
        Actor actor, ProjectId project, GroupingSettingsChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var result = await commands.ChangeAsync(
            groupings.Kind,
            actor,
            project,
            () => SettingsRules.FindFault(change.Config, change.Enhancements, change.FingerprintRules, strategies),
            before => SettingsTransitions.Apply(change, before, timeProvider.GetUtcNow()) is var after && ReferenceEquals(after, before) ? null : after,
            expectedVersion,
            cancellationToken).ConfigureAwait(false);
        groupings.Forget(project);
        return result;
    }
}
