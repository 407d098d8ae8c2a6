using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.ProjectSettings;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Retention.Storing;

/// <summary>Keeps the settings as a document of the project, and applies them.</summary>
internal sealed class StoredRetention(SettingsCommands commands, RetentionRunner runner, IAccessControl access) : IRetention
{
    public ValueTask<CommandResult<RetentionSettings>> GetAsync(Actor actor, ProjectId project, CancellationToken cancellationToken) =>
        commands.GetAsync(RetentionDocuments.Kind, actor, project, cancellationToken);

    public ValueTask<CommandResult<RetentionSettings>> ReplaceAsync(
        Actor actor, ProjectId project, RetentionSettings settings, long? expectedVersion, CancellationToken cancellationToken) =>
        commands.ReplaceAsync(RetentionDocuments.Kind, actor, project, settings, expectedVersion, cancellationToken);

    public async ValueTask<CommandResult<RetentionRun>> GetLastRunAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return !decision.IsAllowed ? CommandResults.Refused<RetentionRun>(decision)
            : await runner.LastRunAsync(project, cancellationToken).ConfigureAwait(false) is { } run ? CommandResults.Done(run)
            : CommandResults.NotFound<RetentionRun>("Retention was not applied to this project yet.");
    }

    public async ValueTask<CommandResult<RetentionResult>> ApplyAsync(Actor actor, ProjectId project, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        return decision.IsAllowed
            ? CommandResults.Done(await runner.ApplyAsync(project, cancellationToken).ConfigureAwait(false))
            : CommandResults.Refused<RetentionResult>(decision);
    }
}
