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

        var stored = await FindAsync(kind, project, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(stored?.Value.Settings ?? kind.Initial, stored?.Version ?? 0);
    }

    /// <summary>Puts other settings in place of a project's; needs <see cref="Permission.ChangeProjectSettings"/>.</summary>
    public async ValueTask<CommandResult<T>> ReplaceAsync<T>(
        SettingsKind<T> kind, Actor actor, ProjectId project, T settings, long? expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(settings);
        var decision = await access.CheckAsync(actor, Permission.ChangeProjectSettings, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<T>(decision);
        }

        if (kind.FindFault(settings) is { } fault)
        {
            return CommandResults.Invalid<T>(fault);
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await FindAsync(kind, project, cancellationToken).ConfigureAwait(false);
            var before = stored?.Value.Settings;
            var version = stored?.Version ?? 0;
            if (expectedVersion is { } expected && expected != version)
            {
                return CommandResults.Conflict("The settings were changed meanwhile.", before ?? kind.Initial, version);
            }

            if (settings.Equals(before ?? kind.Initial))
            {
                return CommandResults.Done(settings, version);
            }

            if (await CommitAsync(kind, actor, project, before, settings, version, cancellationToken).ConfigureAwait(false) is { } done)
            {
                return done;
            }
        }

        return CommandResults.Conflict<T>("The settings are changed by others all the time; try again.");
    }

    private ValueTask<Versioned<SettingsDocument<T>>?> FindAsync<T>(SettingsKind<T> kind, ProjectId project, CancellationToken cancellationToken)
        where T : class => store.FindAsync(Partition.Of(project), kind.Type, kind.Type.Name, cancellationToken);

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
