using System.Text;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.ProjectSettings;

/// <summary>Reads and replaces the settings of projects; each change is in the audit log in the same commit.</summary>
internal sealed class SettingsCommands(IDocumentStore store, IAccessControl access, IAuditLog audit, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    /// <summary>Reads the settings; needs <see cref="Permission.ReadErrors"/>.</summary>
    public async ValueTask<CommandResult<T>> GetAsync<T>(SettingsKind<T> kind, Actor actor, ProjectId project, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<T>(decision);
        }

        var stored = await store.FindAsync(kind, project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored?.Value.Settings ?? kind.Initial, stored?.Version ?? 0);
    }

    /// <summary>Puts other settings in place of a project's; needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
    public ValueTask<CommandResult<T>> ReplaceAsync<T>(
        SettingsKind<T> kind, Actor actor, ProjectId project, T settings, long? expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ChangeAsync(kind, actor, project, () => kind.FindFault(settings), _ => settings, expectedVersion, cancellationToken);
    }

    /// <summary>Changes a project's settings; needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
    /// <param name="kind">The settings.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="findFault">The first mistake in the change with its place; null when there is none.</param>
    /// <param name="change">Makes the settings out of those that are there, or null when they are to stay; called anew when somebody else was faster.</param>
    /// <param name="expectedVersion">The version that the change was made for, or null for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<CommandResult<T>> ChangeAsync<T>(
        SettingsKind<T> kind, Actor actor, ProjectId project, Func<string?> findFault, Func<T, T?> change, long? expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<T>(decision);
        }

        if (findFault() is { } fault)
        {
            return CommandResults.Invalid<T>(fault);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await store.FindAsync(kind, project, cancellationToken).ConfigureAwait(false);
            var before = stored?.Value.Settings;
            var version = stored?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                return CommandResults.Conflict("The settings were changed meanwhile.", before ?? kind.Initial, version);
            }

            // What a project has set stays when the host's own settings change, also where it was the same once.
            if (change(before ?? kind.Initial) is not { } after || after.Equals(before))
            {
                return CommandResults.Done(before ?? kind.Initial, version);
            }

            if (await CommitAsync(kind, actor, project, before, after, version, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }
        }

        return CommandResults.Conflict<T>("The settings are changed by others all the time; try again.");
    }

    private async ValueTask<CommandResult<T>?> CommitAsync<T>(
        SettingsKind<T> kind, Actor actor, ProjectId project, T? before, T after, long version, CancellationToken cancellationToken)
        where T : class
    {
        var put = kind.Type.Put(new SettingsDocument<T> { Settings = after }, version);
        var entry = audit.Prepare(AuditEntry.Of(actor, project, kind.Action, $"project:{project}", timeProvider) with
        {
            Before = before is null ? null : Text(kind, before),
            After = Text(kind, after),
        });
        var result = await store.CommitAsync(new DocumentCommit { Partition = Partition.Of(project), Puts = [put, entry] }, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed ? CommandResults.Done(after, result.Versions[0]) : null;
    }

    private static string Text<T>(SettingsKind<T> kind, T settings)
        where T : class => Encoding.UTF8.GetString(kind.Type.Serialize(new SettingsDocument<T> { Settings = settings }).Span);
}
